import { outageSince, type SyncErrorKind } from '@tributary/domain';
import type { Clock, NetworkOutageRepository, NetworkVisit } from '@tributary/ports';

/**
 * Keeps accounts from asking a network that answers nobody. It opens when several accounts got no answer; while it is
 * open one account at a time tries, and the first good answer closes it.
 */
export class NetworkBreaker {
  constructor(private readonly ports: { readonly outages: NetworkOutageRepository; readonly clock: Clock }) {}

  /** @returns whether the job may ask the network now; otherwise its account was put off. */
  async letsThrough(visit: NetworkVisit): Promise<boolean> {
    return (await this.ports.outages.admit(visit)) !== 'put-off';
  }

  answered(visit: NetworkVisit): Promise<void> {
    return this.ports.outages.close(visit);
  }

  async failed(visit: NetworkVisit, kind: SyncErrorKind): Promise<void> {
    const { outages, clock } = this.ports;
    await outages.endProbe(visit);
    if (kind !== 'network-unavailable') return;
    const since = outageSince(await outages.evidence(visit.network), clock.now());
    if (since) await outages.open(visit.network, since);
  }
}
