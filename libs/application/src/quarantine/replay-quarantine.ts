import type { NetworkAccount } from '@tributary/domain';
import {
  UnexpectedResponse,
  type Clock,
  type NetworkAccountRepository,
  type NetworkCatalog,
  type NormalizedRow,
  type QuarantineCursor,
  type QuarantinedRow,
  type QuarantinedRowEntry,
  type QuarantineRepository,
  type RawRow,
  type SalePage,
  type SaleRepository,
  type SyncRunRepository,
} from '@tributary/ports';
import { Refusal } from '../refusal';
import { factsOf, pageOf } from './facts-of';

const ROWS_AT_ONCE = 100;
/** The rows are kept as evidence already; there is no page beside them. */
const NO_PAGE = new TextEncoder().encode('[]');

export interface ReplayQuarantinePorts {
  readonly accounts: NetworkAccountRepository;
  readonly quarantine: QuarantineRepository;
  readonly sales: SaleRepository;
  readonly runs: SyncRunRepository;
  readonly networks: NetworkCatalog;
  readonly clock: Clock;
}

export interface ReplayOutcome {
  /** Rows that were tried. */
  readonly replayed: number;
  /** Of those: rows that read now. What a newer reading of the same sale stored meanwhile is left as it is. */
  readonly resolved: number;
  /** Rows that are still open. */
  readonly remaining: number;
}

interface Replay {
  readonly account: SalePage['account'];
  readonly runId: string;
}

interface Batch {
  readonly readable: readonly { readonly entry: QuarantinedRowEntry; readonly meaning: NormalizedRow }[];
  readonly unreadable: readonly QuarantinedRow[];
}

/**
 * Reads the rows of an account's quarantine once more, after the mapping learned to. A run of its own records it;
 * the checkpoint stays, since nothing is asked of the network.
 */
export class ReplayQuarantine {
  constructor(private readonly ports: ReplayQuarantinePorts) {}

  /**
   * @throws {Refusal} `not-found`
   * @throws {unknown} whatever our own side threw, after recording it in the run.
   */
  async run(agencyId: string, accountId: string): Promise<ReplayOutcome> {
    const account = await this.ports.accounts.find({ agencyId, accountId });
    if (!account) throw new Refusal('not-found', 'There is no such connection.');
    const key = { agencyId, accountId, network: account.network };
    const [first] = await this.ports.quarantine.listOpen(key, { limit: 1, after: null });
    if (!first) return { replayed: 0, resolved: 0, remaining: 0 };
    const replay = await this.begin(key, account);
    try {
      const done = await this.readAll(replay);
      await this.ports.runs.finish(key, replay.runId, null);
      return { ...done, remaining: await this.remaining(key) };
    } catch (error) {
      const message = 'Tributary could not read the rows again. Those that were read are stored.';
      await this.ports.runs.finish(key, replay.runId, { kind: 'internal', message });
      throw error;
    }
  }

  private async begin(account: SalePage['account'], { backfillFrom }: NetworkAccount): Promise<Replay> {
    const runId = await this.ports.runs.begin(account, {
      trigger: 'manual',
      tier: 'replay',
      window: { from: backfillFrom, to: this.ports.clock.now() },
    });
    return { account, runId };
  }

  /** Newest first: once the newest row of a sale is stored, its older ones are known to be outdated. */
  private async readAll(replay: Replay): Promise<Pick<ReplayOutcome, 'replayed' | 'resolved'>> {
    let replayed = 0;
    let resolved = 0;
    let after: QuarantineCursor | null = null;
    do {
      const entries = await this.ports.quarantine.listOpen(replay.account, { limit: ROWS_AT_ONCE, after });
      replayed += entries.length;
      resolved += await this.readBatch(replay, entries);
      after = entries.at(-1) ?? null;
    } while (after !== null);
    return { replayed, resolved };
  }

  /** @returns how many rows need no second look any more. */
  private async readBatch(replay: Replay, entries: readonly QuarantinedRowEntry[]): Promise<number> {
    const { readable, unreadable } = await this.read(replay, entries);
    for (const { entry, meaning } of readable) {
      const facts = await this.current(replay, entry, meaning);
      if (facts.length > 0) await this.store(replay, pageOf(facts));
      await this.ports.quarantine.resolve(replay.account, [entry.id]);
    }
    if (unreadable.length > 0) await this.store(replay, { quarantined: unreadable });
    return readable.length;
  }

  /** What the row tells, without what was read well since. */
  private async current(
    { account }: Replay,
    { firstSeenAt }: QuarantinedRowEntry,
    meaning: NormalizedRow,
  ): Promise<readonly NormalizedRow[]> {
    const facts: NormalizedRow[] = [];
    for (const fact of factsOf(meaning)) {
      if (!(await this.ports.quarantine.hasNewer(account, fact, firstSeenAt))) facts.push(fact);
    }
    return facts;
  }

  private async read({ account }: Replay, entries: readonly QuarantinedRowEntry[]): Promise<Batch> {
    const gateway = this.ports.networks.gateway(account.network);
    const raws = await this.ports.quarantine.openRaw(
      account,
      entries.map((entry) => entry.id),
    );
    const readable: Batch['readable'][number][] = [];
    const unreadable: QuarantinedRow[] = [];
    for (const entry of entries) {
      const raw: RawRow | undefined = raws.get(entry.id);
      if (!raw) continue;
      try {
        readable.push({ entry, meaning: gateway.normalizeSale(raw) });
      } catch (error) {
        if (!(error instanceof UnexpectedResponse) || error.retry !== 'skip-row') throw error;
        unreadable.push({ reason: error.message, raw });
      }
    }
    return { readable, unreadable };
  }

  private async store({ account, runId }: Replay, content: Partial<SalePage>): Promise<void> {
    await this.ports.sales.storePage({
      ...{ account, runId, rawPage: NO_PAGE, sales: [], reversals: [], completeLinkKeys: [] },
      ...{ neverPaid: [], dailyTotals: [], quarantined: [], checkpoint: null, completedTier: null },
      ...content,
    });
  }

  private async remaining({ agencyId, accountId }: SalePage['account']): Promise<number> {
    return (await this.ports.quarantine.countOpen(agencyId)).get(accountId) ?? 0;
  }
}
