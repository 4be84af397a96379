import { networkId } from '@tributary/domain';
import { NetworkGateway } from '@tributary/ports';
import { Destinations } from './kit/http/destinations';
import { StandingClock } from './kit/testing/replay-harness';
import { NETWORKS } from './networks/in-order';
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

  it('refuses an address inside at start-up, unless the operator allows it', () => {
    const environment = { HOTMART_TOKEN_URL: 'http://127.0.0.1:4010/token' };
    const context = { http: HTTP, clock: CLOCK, environment };
    expect(() => new RegisteredNetworks(context)).toThrow(/^HOTMART_TOKEN_URL leads to/);
    const destinations = new Destinations(['loopback']);
    expect(new RegisteredNetworks({ ...context, destinations }).list()).toEqual(NETWORKS);
  });

  it('refuses a bad address at start-up', () => {
    const environment = { CLICKBANK_BASE_URL: 'localhost' };
    expect(() => new RegisteredNetworks({ http: HTTP, clock: CLOCK, environment })).toThrow(
      /CLICKBANK_BASE_URL/,
    );
  });
});
