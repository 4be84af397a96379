import {
  type FaultRequest,
  type NetworkId,
  type Payment,
  PROFILES,
  type SimulatorOptions,
} from '@tributary/network-simulator';
import type { SyncRun } from '@tributary/ports';
import type { TestDatabase } from '@tributary/postgres/testing';
import { differences, listed } from '../differences';
import { paymentsOf, type Story } from '../histories/story';
import { TRAITS } from '../histories/traits';
import { accountAt } from '../reading/account-at';
import { Reader, type Tier } from '../reading/reader';
import { wrongRollups } from '../rollups';
import type { Rows } from '../stored';
import { type Told, toldRows } from '../truth';

const DAY = 86_400_000;
/** The world's present; clock changes of the spring lie within the months before it, the autumn's after it. */
export const NOW = Date.UTC(2026, 10, 20, 12);
const BACKFILL_DAYS = 120;
export const SINCE = NOW - BACKFILL_DAYS * DAY;

/** One account of one network, whose history a scenario writes. */
export class Stage {
  private stories: readonly Story[] = [];

  private constructor(
    readonly network: NetworkId,
    readonly reader: Reader,
    private readonly holder: { stage: Stage | null },
  ) {}

  static async create(
    database: TestDatabase,
    network: NetworkId,
    simulator: Pick<SimulatorOptions, 'pageSize'> = {},
  ): Promise<Stage> {
    const holder: { stage: Stage | null } = { stage: null };
    const reader = await Reader.create(database, {
      account: { ...accountAt(network), history: (now) => holder.stage?.payments(now) ?? [] },
      now: NOW,
      backfillFrom: new Date(SINCE).toISOString().slice(0, 10),
      zone: 'Europe/Amsterdam',
      simulator,
    });
    holder.stage = new Stage(network, reader, holder);
    return holder.stage;
  }

  /** From now on the network holds these orders. */
  tell(stories: readonly Story[]): void {
    this.stories = stories;
  }

  post(fault: Omit<FaultRequest, 'network' | 'account'>): void {
    this.reader.simulator.faults.add({ ...fault, network: this.network });
  }

  /** Ends the faults. @returns which of them never struck: those prove nothing. */
  clearFaults(): readonly string[] {
    const missed = this.reader.simulator.faults.list().filter(({ hits }) => hits === 0);
    this.reader.simulator.faults.clear();
    return listed(
      'never struck',
      missed.map(({ kind, field = '' }) => `${kind} ${field}`),
    );
  }

  /** @returns what is wrong with the outcome; nothing after a good reading. */
  async read(tier: Tier): Promise<readonly string[]> {
    const run = await this.run(tier);
    return run.outcome === 'ok'
      ? []
      : [`the ${tier} reading ended ${run.outcome}: ${run.errorMessage ?? ''}`];
  }

  async run(tier: Tier): Promise<SyncRun> {
    const run = await this.reader.read({ tier });
    if (!run) throw new Error('The account was not read');
    return run;
  }

  get told(): readonly Told[] {
    return toldRows(this.network, this.reader.simulator.groundTruth(this.network));
  }

  get rows(): Rows {
    return (sql) => this.reader.rows(sql);
  }

  get accountId(): string {
    return this.reader.account.id;
  }

  /** Everything that must hold when the network tells the truth again and has been read. */
  async check(): Promise<readonly string[]> {
    const { rows, accountId, told } = this;
    return [
      ...(await differences({ rows, accountId, told, since: SINCE })),
      ...(await wrongRollups(rows, this.reader.account.agencyId)),
    ];
  }

  async close(): Promise<void> {
    await this.reader.close();
    this.holder.stage = null;
  }

  private payments(now: number): readonly Payment[] {
    const teller = {
      profile: PROFILES[this.network],
      traits: TRAITS[this.network],
      since: SINCE,
      end: Number.POSITIVE_INFINITY,
    };
    return this.stories.flatMap((story, index) => paymentsOf(story, { index, now }, teller));
  }
}
