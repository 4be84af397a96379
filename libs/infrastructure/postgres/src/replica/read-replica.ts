import type { MikroORM } from '@mikro-orm/postgresql';
import { setTimeout as delay } from 'node:timers/promises';
import { mightOfItself } from '../access/login-might';
import { createOrm } from '../orm';
import { ANSWER_DEADLINE_MS, within } from './deadline';
import { SharedQuestion } from '../shared-question';
import { replayedBy, type WalPosition } from './wal-position';

/** Between two looks at how far it is; a replica of the same network is a millisecond or two behind. */
const GLANCE_MS = 3;
/** After this nobody waits for a statement any more; a part of a page takes milliseconds. */
const STATEMENT_DEADLINE_MS = 10_000;

export interface ReplicaOptions {
  /** As metrics and logs call it: a number, not an address. */
  readonly name: string;
  readonly url: string;
  readonly poolSize: number;
}

/** One server that follows the primary, and what this process knows of it. */
export class ReadReplica {
  readonly name: string;
  /** For reads. Whatever writes is refused, should the address lead to a server that takes it. */
  readonly orm: MikroORM;
  /** Of its own, so that reads that take every connection do not keep it from being asked how far it is. */
  private readonly watch: MikroORM;
  private readonly question: SharedQuestion<WalPosition>;
  private replayed: WalPosition = 0n;
  private isKnownLogin = false;

  constructor({ name, url, poolSize }: ReplicaOptions) {
    const options = { isReadOnly: true, statementDeadlineMs: STATEMENT_DEADLINE_MS };
    this.name = name;
    this.orm = createOrm(url, { ...options, poolSize, applicationName: 'tributary-reads' });
    this.watch = createOrm(url, { ...options, poolSize: 1, applicationName: 'tributary-lag' });
    this.question = new SharedQuestion(() => this.look());
  }

  /**
   * How far it is now.
   * @throws {Error} when it does not answer, follows no primary, or lets its login do more than policies would hold.
   */
  position(): Promise<WalPosition> {
    return within(this.question.ask(), ANSWER_DEADLINE_MS, 'An answer of the replica');
  }

  /** Whether it gets as far as that in time. What it is known to have is not asked again. */
  async reaches(position: WalPosition, patienceMs: number): Promise<boolean> {
    const deadline = performance.now() + patienceMs;
    while (this.replayed < position) {
      const left = deadline - performance.now();
      if (left <= 0) return false;
      await within(this.question.ask(), left, 'An answer of the replica');
      if (this.replayed < position) await delay(GLANCE_MS);
    }
    return true;
  }

  async close(): Promise<void> {
    await Promise.all([this.orm.close(), this.watch.close()]);
  }

  private async look(): Promise<WalPosition> {
    if (!this.isKnownLogin) await this.refuseMight();
    const replayed = await replayedBy(this.watch);
    if (replayed === null) throw new Error('It follows no primary');
    this.replayed = replayed;
    return replayed;
  }

  private async refuseMight(): Promise<void> {
    const might = await mightOfItself(this.watch);
    if (might !== null) throw new Error(`It is used as ${might}: policies would not hold that`);
    this.isKnownLogin = true;
  }
}
