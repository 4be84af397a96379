import type { LastFailure, NetworkAccount, NetworkId } from '@tributary/domain';
import type { Claimed } from './claim';
import type { AccountKey } from './sale-repository';

export interface NewNetworkAccount {
  readonly id: string;
  readonly agencyId: string;
  readonly network: NetworkId;
  readonly label: string;
  /** Of the same agency; null for the agency's own account. */
  readonly clientId: string | null;
  readonly backfillFrom: Date;
  readonly sealedCredentials: Uint8Array;
  readonly credentialHints: Readonly<Record<string, string>>;
  /** SHA-256 of the network's account identity; unique in the agency and network. */
  readonly identityHash: string;
  readonly nextDueAt: Date;
}

export interface DueAccount extends AccountKey {
  readonly network: NetworkId;
}

export interface DueAccounts {
  readonly accounts: readonly DueAccount[];
  /** For the accounts that follow these; null when there are none. */
  readonly next: string | null;
}

/** Connecting the same network account twice would count its sales twice. */
export class AccountAlreadyConnected extends Error {
  constructor(
    readonly accountId: string,
    readonly label: string,
  ) {
    super(`This network account is already connected as ${label}`);
    this.name = 'AccountAlreadyConnected';
  }
}

export abstract class NetworkAccountRepository {
  /** @throws {AccountAlreadyConnected} when the agency has the same identity at the same network. */
  abstract add(account: NewNetworkAccount): Promise<void>;
  /** null for an unknown id and for another agency's id alike. */
  abstract find(key: AccountKey): Promise<NetworkAccount | null>;
  abstract listOf(agencyId: string): Promise<readonly NetworkAccount[]>;
  abstract setPaused(key: AccountKey, isPaused: boolean): Promise<void>;
  /** Keeps the history; clears the failure and makes the account due at once. */
  abstract replaceCredentials(
    key: AccountKey,
    change: {
      readonly sealedCredentials: Uint8Array;
      readonly credentialHints: Readonly<Record<string, string>>;
      readonly identityHash: string;
    },
  ): Promise<void>;
}

/** What reading an account takes. */
export interface OpenAccount {
  readonly account: NetworkAccount;
  readonly sealedCredentials: Uint8Array;
  /** Its number: see {@link Claimed}. */
  readonly claim: number;
}

/** What the scheduler and the worker need of accounts; the only way to the sealed credentials. */
export abstract class SyncAccountRepository {
  /**
   * Active accounts whose next run is due by the database's clock, longest waiting first.
   * @param after `next` of an earlier answer: however many are due, one answer holds and costs no more than `limit`.
   */
  abstract listDue(limit: number, after?: string): Promise<DueAccounts>;
  /**
   * Claims the account for one job: moves its due time to the next hour and returns it with its sealed credentials.
   * null when the account is gone or paused, or when it is not due and `force` is not set and the same job did not
   * claim it before (a retry after a crash finds its own claim). Each claim has a higher number than the one before.
   */
  abstract claim(
    key: AccountKey,
    job: { readonly jobId: string; readonly force: boolean; readonly nextDueAt: Date },
  ): Promise<OpenAccount | null>;
  /**
   * The account with its sealed credentials; its due time stays. null when it is gone or paused. With the number of a
   * claim: only while no newer one was made. Without: a claim of its own, which ends that of everybody else.
   */
  abstract open(key: Claimed): Promise<OpenAccount | null>;
  /**
   * Keeps `since` of an earlier failure of the same spell and counts the attempt.
   * @throws {ClaimLost} when somebody has claimed the account since.
   */
  abstract markFailed(
    key: Claimed,
    failure: Pick<LastFailure, 'kind' | 'message'> & { readonly retryAt: Date | null },
  ): Promise<void>;
}
