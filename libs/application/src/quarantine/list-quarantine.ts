import type {
  NetworkAccountRepository,
  QuarantineCursor,
  QuarantinedRowEntry,
  QuarantineFilter,
  QuarantineGroup,
  QuarantineRepository,
} from '@tributary/ports';
import { Refusal } from '../refusal';
import { withoutPersonalData, withoutPersonalText } from './personal-data';

export interface QuarantineQuery extends QuarantineFilter {
  readonly limit: number;
  readonly after: QuarantineCursor | null;
  /** Whether the person may see what the network sent. */
  readonly showsRaw: boolean;
}

export interface QuarantineList {
  /** Newest first. Personal data is masked; `raw` is null where it may not be shown or does not open any more. */
  readonly rows: readonly (QuarantinedRowEntry & { readonly raw: unknown })[];
  /** Of the whole account, whatever was asked for. */
  readonly groups: readonly QuarantineGroup[];
  /** Where the next page goes on; null on the last. */
  readonly next: QuarantineCursor | null;
}

/** Shows the rows of an account that could not be read and are in no figure, and those left out on purpose. */
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
    const { limit, after, showsRaw, ...filter } = query;
    // One more than asked for tells whether there is a next page.
    const entries = await this.quarantine.list(key, filter, { limit: limit + 1, after });
    const shown = entries.slice(0, limit);
    const ids = showsRaw ? shown.map((entry) => entry.id) : [];
    const raws = await this.quarantine.openRaw({ ...key, network: account.network }, ids);
    return {
      rows: shown.map((entry) => ({
        ...entry,
        reason: withoutPersonalText(entry.reason),
        raw: withoutPersonalData(raws.get(entry.id) ?? null),
      })),
      groups: await this.quarantine.countByReason(key),
      next: entries.length > limit ? (shown.at(-1) ?? null) : null,
    };
  }
}
