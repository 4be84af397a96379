import type { MikroORM } from '@mikro-orm/postgresql';
import { setTimeout as delay } from 'node:timers/promises';
import { createOrm } from '../orm';
import { ANSWER_DEADLINE_MS, within } from './deadline';
import { ReadReplica } from './read-replica';
import { ReplayMarks } from './replay-marks';
import { SharedQuestion } from '../shared-question';
import { type WalPosition, writtenBy } from './wal-position';

const WATCH_MS = 250;
/** Longer than any part of a page takes. Files are read a page at a time. */
const READ_DEADLINE_MS = 5_000;

export interface ReplicasOptions {
  readonly primaryUrl: string;
  readonly urls: readonly string[];
  /** Connections for reads of each replica. */
  readonly poolSize: number;
  /** For so long a read waits for a replica to catch up, in milliseconds; one that is further behind is left out. */
  readonly patienceMs: number;
}

export interface ReplicaStanding {
  readonly name: string;
  readonly isUsed: boolean;
  /** Null while it does not answer. */
  readonly lagMs: number | null;
  /** Why it is not used; null while it is. */
  readonly reason: string | null;
}

/** Who answered a read: a replica, or the primary because none was there in time, or because one failed. */
export type ReadOutcome = 'replica' | 'none in time' | 'failed';

export interface ReplicasListener {
  readonly answered: (outcome: ReadOutcome) => void;
  /** It is used from now on, or not any more. */
  readonly changed: (standing: ReplicaStanding) => void;
}

interface Watched {
  readonly replica: ReadReplica;
  standing: ReplicaStanding;
}

/**
 * The servers that follow the primary. A read goes to one of them once that has replayed everything that anybody can
 * have seen when the read began; otherwise to the primary. So nothing that a person sees is older than what they saw
 * before, on whichever process, page or device.
 */
export class ReadReplicas {
  private readonly primary: MikroORM;
  private readonly watched: readonly Watched[];
  private readonly written: SharedQuestion<WalPosition>;
  private readonly marks = new ReplayMarks();
  private readonly end = new AbortController();
  private watching: Promise<void> = Promise.resolve();
  private turn = 0;

  constructor(
    private readonly options: ReplicasOptions,
    private readonly listener: ReplicasListener,
  ) {
    // One connection is enough for one question at a time, and no page keeps it.
    this.primary = createOrm(options.primaryUrl, { poolSize: 1, applicationName: 'tributary-position' });
    this.written = new SharedQuestion(() => writtenBy(this.primary));
    this.watched = options.urls.map((url, index) => {
      const name = String(index + 1);
      const standing = { name, isUsed: false, lagMs: null, reason: 'It was not asked yet' };
      return { replica: new ReadReplica({ name, url, poolSize: options.poolSize }), standing };
    });
  }

  get all(): readonly ReadReplica[] {
    return this.watched.map(({ replica }) => replica);
  }

  get standings(): readonly ReplicaStanding[] {
    return this.watched.map(({ standing }) => standing);
  }

  /** Looks once at each of them, and goes on looking. None of them has to answer. */
  async start(): Promise<void> {
    if (this.watched.length === 0) return;
    await this.look();
    this.watching = this.watch();
  }

  async close(): Promise<void> {
    this.end.abort();
    // A look that is under way would open again what is closed here.
    await this.watching;
    await Promise.all([this.primary.close(), ...this.all.map((replica) => replica.close())]);
  }

  /** Must be a read: one that fails on a replica is asked again of the primary. */
  async read<T>(onReplica: (replica: ReadReplica) => Promise<T>, onPrimary: () => Promise<T>): Promise<T> {
    if (this.watched.length === 0) return onPrimary();
    const chosen = await this.upToDate();
    if (!chosen) return this.counted('none in time', onPrimary());
    try {
      return await this.counted('replica', within(onReplica(chosen.replica), READ_DEADLINE_MS, 'The read'));
    } catch (error) {
      this.leaveOut(chosen, error);
      return this.counted('failed', onPrimary());
    }
  }

  private async counted<T>(outcome: ReadOutcome, work: Promise<T>): Promise<T> {
    const answer = await work;
    this.listener.answered(outcome);
    return answer;
  }

  private async upToDate(): Promise<Watched | null> {
    const used = this.watched.filter(({ standing }) => standing.isUsed);
    const next = used[(this.turn += 1) % used.length];
    if (!next) return null;
    try {
      const seen = await within(this.written.ask(), ANSWER_DEADLINE_MS, 'The position of the primary');
      if (await next.replica.reaches(seen, this.options.patienceMs)) return next;
      this.leaveOut(next, new Error(`It is more than ${this.options.patienceMs} ms behind`));
    } catch (error) {
      this.leaveOut(next, error);
    }
    return null;
  }

  /** Until the next look finds it well. */
  private leaveOut(watched: Watched, error: unknown): void {
    this.settle(watched, { lagMs: watched.standing.lagMs, reason: reasonOf(error) });
  }

  private async watch(): Promise<void> {
    while (await this.pause()) await this.look();
  }

  /** False once it is to end. */
  private pause(): Promise<boolean> {
    return delay(WATCH_MS, true, { signal: this.end.signal, ref: false }).catch(() => false);
  }

  private async look(): Promise<void> {
    const position = await within(this.written.ask(), ANSWER_DEADLINE_MS, 'It').catch(() => null);
    if (position !== null) this.marks.add(position, performance.now());
    await Promise.all(this.watched.map((watched) => this.lookAt(watched)));
  }

  private async lookAt(watched: Watched): Promise<void> {
    try {
      const lagMs = this.marks.lagMs(await watched.replica.position(), performance.now());
      const isLate = lagMs > this.options.patienceMs;
      this.settle(watched, { lagMs, reason: isLate ? `It is ${Math.round(lagMs)} ms behind` : null });
    } catch (error) {
      this.settle(watched, { lagMs: null, reason: reasonOf(error) });
    }
  }

  private settle(watched: Watched, { lagMs, reason }: Pick<ReplicaStanding, 'lagMs' | 'reason'>): void {
    const before = watched.standing;
    watched.standing = { name: before.name, isUsed: reason === null, lagMs, reason };
    if (before.isUsed !== watched.standing.isUsed) this.listener.changed(watched.standing);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
