import type { NetworkAccount, Reversal, Sale } from '@tributary/domain';
import type { Clock } from '../../clock';
import type { SaleKey } from '../../customer-repository';
import type { NetworkTotal } from '../../network-gateway';
import type { QuarantinedRowEntry } from '../../quarantine-repository';
import type { AccountKey, PageAsRead, QuarantinedRow } from '../../sale-repository';
import type { SyncRun } from '../../sync-run-repository';
import { type Claimed, ClaimLost } from '../../claim';

export interface StoredAccount {
  readonly account: NetworkAccount;
  readonly sealedCredentials: Uint8Array;
  readonly claimedJobId: string | null;
  readonly claimNumber: number;
  /** Of the newest attempt. */
  readonly failedAt: Date | null;
}

export interface StoredReversal extends Omit<Reversal, 'reversedAt'> {
  readonly reversedAt: Date;
  readonly observed: boolean;
}

export interface StoredQuarantinedRow extends QuarantinedRow {
  readonly firstSeenAt: Date;
  readonly setAsideAt: Date;
  readonly resolvedAt: Date | null;
  readonly dismissal: QuarantinedRowEntry['dismissal'];
}

/** A page as a reading brought it; a page that is read again moves to the end. */
export interface StoredPage extends PageAsRead {
  readonly id: string;
  /** What was stored of the account when it was read. */
  readonly rows: AccountRows;
  readonly runId: string;
  readonly sighting: number;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly readingBeganAt: Date;
}

/** What one account has stored, each by its own key. */
export interface AccountRows {
  readonly sales: ReadonlyMap<string, Sale>;
  readonly reversals: ReadonlyMap<string, StoredReversal>;
  readonly dailyTotals: ReadonlyMap<string, NetworkTotal>;
  readonly quarantined: ReadonlyMap<string, StoredQuarantinedRow>;
  /** Sales and reversals that only a notification told, by kind and key. */
  readonly bookings: ReadonlySet<string>;
  /** When a sale, reversal or total last changed, by kind and key. */
  readonly changedAt: ReadonlyMap<string, Date>;
  /** When what they say was told: earlier than that for what was read once more. */
  readonly toldAt: ReadonlyMap<string, Date>;
  /** The run that told it. */
  readonly toldBy: ReadonlyMap<string, string>;
}

const NO_ROWS: AccountRows = {
  sales: new Map(),
  reversals: new Map(),
  dailyTotals: new Map(),
  quarantined: new Map(),
  bookings: new Set(),
  changedAt: new Map(),
  toldAt: new Map(),
  toldBy: new Map(),
};

/** What an account had stored until a run replaced it. */
export interface PastRows {
  readonly rows: AccountRows;
  readonly until: Date;
  readonly runId: string;
  /** Of the account, when the run replaced them. */
  readonly lastGoodSyncAt: Date | null;
}

export interface StoredRun extends SyncRun {
  readonly agencyId: string;
  readonly claim?: number;
}

/** What the in-memory repositories share, as the Postgres ones share a database. */
export class InMemoryStorage {
  readonly accounts = new Map<string, StoredAccount>();
  readonly runs = new Map<string, StoredRun>();
  readonly customers: { readonly sale: SaleKey; readonly email: string }[] = [];
  /** Agency and e-mail. */
  readonly erasedPersons = new Set<string>();
  /** Ids of agencies whose accounts are not read. */
  readonly suspendedAgencies = new Set<string>();
  private readonly rows = new Map<string, AccountRows>();
  private readonly pages = new Map<string, ReadonlyMap<string, StoredPage>>();
  private sightings = 0;
  private readonly past = new Map<string, readonly PastRows[]>();

  constructor(readonly clock: Clock) {}

  account(key: AccountKey): StoredAccount | null {
    return this.accounts.get(keyOf(key)) ?? null;
  }

  /** Changes a known account; an unknown one stays unknown. */
  changeAccount(key: AccountKey, change: (stored: StoredAccount) => StoredAccount): void {
    const stored = this.account(key);
    if (stored) this.accounts.set(keyOf(key), change(stored));
  }

  /** @throws {ClaimLost} when somebody has claimed the account since. */
  refuseLate({ claim, ...key }: Claimed): void {
    const newest = this.account(key)?.claimNumber;
    if (claim !== undefined && newest !== undefined && newest !== claim) throw new ClaimLost();
  }

  addAccount(stored: StoredAccount): void {
    const { agencyId, id } = stored.account;
    this.accounts.set(keyOf({ agencyId, accountId: id }), stored);
  }

  rowsOf(key: AccountKey): AccountRows {
    return this.rows.get(keyOf(key)) ?? NO_ROWS;
  }

  pagesOf(key: AccountKey): readonly StoredPage[] {
    return [...(this.pages.get(keyOf(key))?.values() ?? [])];
  }

  /** A page that tells only sales and reversals, since which nothing that it may tell has changed. */
  unchangedPage(key: AccountKey, bytes: Uint8Array): StoredPage | null {
    const page = this.pages.get(keyOf(key))?.get(new TextDecoder().decode(bytes));
    const isPlain = page !== undefined && page.told !== null;
    return isPlain && isAsBefore(page.rows, this.rowsOf(key)) ? page : null;
  }

  /** Keeps a page once per content, after what it tells was stored. */
  keepPage(key: AccountKey, page: Pick<StoredPage, 'bytes' | 'told' | 'runId'>): void {
    const id = new TextDecoder().decode(page.bytes);
    const kept = this.pages.get(keyOf(key)) ?? new Map<string, StoredPage>();
    const at = this.clock.now();
    const first = kept.get(id) ?? { bytes: page.bytes, runId: page.runId, id, firstSeenAt: at };
    const readingBeganAt = this.runs.get(page.runId)?.startedAt ?? at;
    const rows = this.rowsOf(key);
    const seen = {
      ...first,
      ...{ told: page.told, rows, sighting: (this.sightings += 1), lastSeenAt: at, readingBeganAt },
    };
    this.pages.set(keyOf(key), new Map([...kept, [id, seen]]));
  }

  /** Of every account of the agency. @returns how many were changed. */
  rewritePages(agencyId: string, rewrite: (text: string) => string): number {
    const ofAgency = [...this.pages].filter(([key]) => key.startsWith(`${agencyId} `));
    const changes = ofAgency.flatMap(([key, pages]) =>
      [...pages.values()].flatMap((page) => {
        const before = new TextDecoder().decode(page.bytes);
        const after = rewrite(before);
        if (after === before) return [];
        this.pages.set(
          key,
          new Map(this.pages.get(key)).set(page.id, { ...page, bytes: new TextEncoder().encode(after) }),
        );
        return [page];
      }),
    );
    return changes.length;
  }

  /** Pages that were last seen, and rows that were set aside, before an instant. @returns how many went. */
  forgetAnswers(agencyId: string, before: Date): number {
    let gone = 0;
    for (const [key, pages] of this.pages) {
      if (!key.startsWith(`${agencyId} `)) continue;
      const left = [...pages].filter(([, page]) => page.lastSeenAt >= before);
      gone += pages.size - left.length;
      this.pages.set(key, new Map(left));
    }
    for (const [key, rows] of this.rows) {
      if (!key.startsWith(`${agencyId} `)) continue;
      const left = [...rows.quarantined].filter(([, row]) => row.setAsideAt >= before);
      gone += rows.quarantined.size - left.length;
      this.rows.set(key, { ...rows, quarantined: new Map(left) });
    }
    return gone;
  }

  /** Everything that was stored before, oldest first. */
  pastOf(key: AccountKey): readonly PastRows[] {
    return this.past.get(keyOf(key)) ?? [];
  }

  /** What was stored at that instant. */
  rowsAt(key: AccountKey, moment: Date): AccountRows {
    const replacedLater = this.pastOf(key).find(({ until }) => until.getTime() > moment.getTime());
    return replacedLater?.rows ?? this.rowsOf(key);
  }

  /** With the run that replaces them, the rows before stay readable as what they were. */
  replaceRows(
    key: AccountKey,
    rows: AccountRows,
    by: { readonly runId: string; readonly at: Date } | null = null,
  ): void {
    if (by !== null) {
      const lastGoodSyncAt = this.account(key)?.account.lastGoodSyncAt ?? null;
      const past = { rows: this.rowsOf(key), until: by.at, runId: by.runId, lastGoodSyncAt };
      this.past.set(keyOf(key), [...this.pastOf(key), past]);
    }
    this.rows.set(keyOf(key), rows);
  }
}

/** No sale was changed or removed, the reversals are the same ones, and no row waits to be read. */
function isAsBefore(before: AccountRows, now: AccountRows): boolean {
  const isSame = <Row>(rows: ReadonlyMap<string, Row>, others: ReadonlyMap<string, Row>) =>
    [...rows].every(([key, row]) => JSON.stringify(others.get(key)) === JSON.stringify(row));
  return (
    isSame(before.sales, now.sales) &&
    isSame(before.reversals, now.reversals) &&
    before.reversals.size === now.reversals.size &&
    [...now.quarantined.values()].every(({ resolvedAt }) => resolvedAt !== null)
  );
}

function keyOf({ agencyId, accountId }: AccountKey): string {
  return `${agencyId} ${accountId}`;
}
