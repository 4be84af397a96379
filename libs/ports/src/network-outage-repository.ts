import type { NetworkEvidence, NetworkId } from '@tributary/domain';
import type { Claimed } from './claim';
import type { AccountKey } from './sale-repository';

/** A job that wants to ask a network for an account. */
export interface NetworkVisit extends Claimed {
  readonly network: NetworkId;
  readonly jobId: string;
}

/**
 * `free`: the network is not known to be down. `probe`: it is, and this job is the one that tries it. `put-off`: it
 * is, and the account was put off until after the next probe, without a failure of its own.
 */
export type Admission = 'free' | 'probe' | 'put-off';

/**
 * Networks that answer nobody, known to every process. All times are the database's. The accounts that wait are marked
 * with `outageSince`.
 */
export abstract class NetworkOutageRepository {
  /** Lets one job at a time through every {@link PROBE_EVERY_MS} while the network is down; the same job always. */
  abstract admit(visit: NetworkVisit): Promise<Admission>;
  /**
   * The probe got no good answer: the next one may try after a while. Its account is put off too, unless its failure
   * has a time of its own (a refused key, a limit). Nothing for a job that is not the probe.
   */
  abstract endProbe(visit: NetworkVisit): Promise<void>;
  /** How the network's accounts of all agencies fared, those not counted whose key was refused. */
  abstract evidence(network: NetworkId): Promise<NetworkEvidence>;
  /** Takes the network for down, unless it is known to be, and puts off the accounts that got no answer since then. */
  abstract open(network: NetworkId, since: Date): Promise<void>;
  /**
   * The network answered this account: the others that wait are due within {@link CATCH_UP_MS}, each at a moment of
   * its own. Nothing when the network was not down.
   */
  abstract close(answered: AccountKey & { readonly network: NetworkId }): Promise<void>;
}
