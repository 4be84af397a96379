import type {
  AccountKey,
  QuarantineCursor,
  QuarantinedRowEntry,
  QuarantineRepository,
  RawRow,
} from '@tributary/ports';
import type { NetworkId } from '@tributary/domain';

const ROWS_AT_ONCE = 100;
const OPEN = { state: 'open', reason: null } as const;

export interface OpenRow {
  readonly entry: QuarantinedRowEntry;
  /** Null when no configured key opens it. */
  readonly raw: RawRow | null;
}

/** The rows of an account that wait, newest first; a hundred at a time in memory. Each comes once, whatever is done to it. */
export async function* openRows(
  quarantine: QuarantineRepository,
  account: AccountKey & { readonly network: NetworkId },
): AsyncGenerator<OpenRow> {
  let after: QuarantineCursor | null = null;
  do {
    const page: { limit: number; after: QuarantineCursor | null } = { limit: ROWS_AT_ONCE, after };
    const entries = await quarantine.list(account, OPEN, page);
    const raws = await quarantine.openRaw(
      account,
      entries.map(({ id }) => id),
    );
    for (const entry of entries) yield { entry, raw: raws.get(entry.id) ?? null };
    after = entries.at(-1) ?? null;
  } while (after !== null);
}
