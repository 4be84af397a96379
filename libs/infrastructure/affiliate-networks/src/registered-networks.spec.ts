import { networkId } from '@tributary/domain';
import { NetworkGateway } from '@tributary/ports';
import { StandingClock } from './kit/testing/replay-harness';
import { NETWORKS } from './networks';
import { RegisteredNetworks } from './registered-networks';

const CLOCK = new StandingClock(new Date('2026-03-14T12:00:00Z'));
const HTTP = { send: () => Promise.reject(new Error('not asked')) };

describe('RegisteredNetworks', () => {
  const networks = new RegisteredNetworks({ http: HTTP, clock: CLOCK, environment: {} });

  it('lists, finds and connects what the list holds', () => {
    expect(networks.list()).toEqual(NETWORKS);
    for (const { id, name } of networks.list()) {
      expect(networks.find(id)?.name).toBe(name);
      expect(networks.gateway(id)).toBeInstanceOf(NetworkGateway);
    }
  });

  it('knows no other', () => {
    expect(networks.find('acme')).toBeNull();
    expect(() => networks.gateway(networkId('acme'))).toThrow(RangeError);
  });

  it('refuses a bad address at start-up', () => {
    const environment = { CLICKBANK_BASE_URL: 'localhost' };
    expect(() => new RegisteredNetworks({ http: HTTP, clock: CLOCK, environment })).toThrow(
      /CLICKBANK_BASE_URL/,
    );
  });
});
