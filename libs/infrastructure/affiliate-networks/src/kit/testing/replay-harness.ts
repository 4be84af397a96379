import type { Reversal, Sale } from '@tributary/domain';
import { Clock, type NetworkGateway } from '@tributary/ports';
import type { NetworkFault, NetworkGatewayHarness } from '@tributary/ports/testing';
import type { AffiliateNetwork } from '../affiliate-network';
import { PoliteHttpClient } from '../polite-http-client';
import { readContractFixture } from './contract-fixture';
import { InstantTimer } from './instant-timer';
import { THIS_MACHINE } from './this-machine';
import { type ReplayServer, startReplayServer } from './replay-server';

/** The contract suite's view of a network and its `fixtures/contract.json`. The clock stands at the end of the window. */
export function replayHarness(network: AffiliateNetwork, networkFolder: string): NetworkGatewayHarness {
  const fixture = readContractFixture(networkFolder);
  const { expected, refused } = fixture;
  const window = { from: new Date(fixture.window.from), to: new Date(fixture.window.to) };
  return {
    description: network,
    credentials: fixture.credentials,
    window,
    expected: {
      sales: expected.sales.map((sale): Sale => ({ ...sale, saleDate: new Date(sale.saleDate) })),
      reversals: expected.reversals.map((one): Reversal => ({
        ...one,
        reversedAt: one.reversedAt === null ? null : new Date(one.reversedAt),
      })),
      dailyTotals: expected.dailyTotals ?? [],
      rejectedRows: expected.rejectedRows,
      orphanLinkKeys: expected.orphanLinkKeys ?? [],
      refusalWords: refused.words ?? '',
    },
    start: async (fault: NetworkFault | null) => {
      const server = await startReplayServer(fixture, fault);
      return connectTo(server, network, window.to);
    },
  };
}

/** The real gateway and the real HTTP client, against a replay server. */
export function connectTo(
  server: ReplayServer,
  network: AffiliateNetwork,
  now: Date,
): { readonly gateway: NetworkGateway; stop(): Promise<void> } {
  const clock = new StandingClock(now);
  const http = new PoliteHttpClient({ clock, timer: new InstantTimer(), destinations: THIS_MACHINE });
  const gateway = network.connect({ http, clock, endpoints: endpointsAt(server.origin, network) });
  return {
    gateway,
    stop: async () => {
      await server.close();
      await http.close();
    },
  };
}

/** The paths of the production addresses at another origin. */
function endpointsAt(origin: string, network: AffiliateNetwork): Record<string, string> {
  return Object.fromEntries(
    Object.entries(network.endpoints).map(([name, { defaultUrl }]) => {
      const path = new URL(defaultUrl).pathname.replace(/\/+$/, '');
      return [name, `${origin}${path}`];
    }),
  );
}

export class StandingClock extends Clock {
  constructor(private readonly instant: Date) {
    super();
  }

  override now(): Date {
    return this.instant;
  }
}
