import type { AccountKey } from './sale-repository';

/**
 * Work on what was read before, without asking the network: `replay` reads rows of the quarantine once more,
 * `raw-pages` every kept page of the account.
 */
export type SecondReadingRequest = AccountKey &
  (
    | {
        readonly kind: 'replay';
        /** Null for every open row. */
        readonly rowIds: readonly string[] | null;
        /** Without ids: only rows with exactly this reason; null for all. */
        readonly reason: string | null;
      }
    | { readonly kind: 'raw-pages' }
  );

export abstract class SecondReadingQueue {
  /**
   * One job an account and kind at a time. It survives the process it was queued by and the one that works on it.
   * @returns whether it was queued: false when one is queued or running already.
   */
  abstract enqueue(request: SecondReadingRequest): Promise<boolean>;
}
