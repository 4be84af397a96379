import type { NetworkAccountRepository, QuarantinedRowEntry, QuarantineRepository } from '@tributary/ports';
import { Refusal } from '../refusal';
import { maskEmails, withoutEmails } from './mask-emails';

export interface QuarantineQuery {
  readonly limit: number;
  /** Whether the person may see what the network sent. */
  readonly showsRaw: boolean;
}

export interface QuarantineList {
  /** Newest first. E-mail addresses are masked; `raw` is null where it may not be shown or does not open any more. */
  readonly rows: readonly (QuarantinedRowEntry & { readonly raw: unknown })[];
  /** Open rows of the account, also those beyond the limit. */
  readonly total: number;
}

/** Shows the rows of an account that could not be read and are in no figure. */
export class ListQuarantine {
  constructor(
    private readonly accounts: NetworkAccountRepository,
    private readonly quarantine: QuarantineRepository,
  ) {}

  /** @throws {Refusal} `not-found` */
  async run(agencyId: string, accountId: string, query: QuarantineQuery): Promise<QuarantineList> {
    const key = { agencyId, accountId };
    const account = await this.accounts.find(key);
    if (!account) throw new Refusal('not-found', 'There is no such connection.');
    const entries = await this.quarantine.listOpen(key, { limit: query.limit, after: null });
    const ids = query.showsRaw ? entries.map((entry) => entry.id) : [];
    const raws = await this.quarantine.openRaw({ ...key, network: account.network }, ids);
    const counts = await this.quarantine.countOpen(agencyId);
    return {
      rows: entries.map((entry) => ({
        ...entry,
        reason: maskEmails(entry.reason),
        raw: withoutEmails(raws.get(entry.id) ?? null),
      })),
      total: counts.get(accountId) ?? 0,
    };
  }
}
