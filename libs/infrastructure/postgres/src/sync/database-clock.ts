import type { MikroORM } from '@mikro-orm/postgresql';
import { Clock } from '@tributary/ports';
import { instant, Statement } from '../statement';
import { inNoAgency } from '../tenancy';

const NOW = new Statement<{ now: string }>('select clock_timestamp() as now');

const MEASURE_EVERY_MS = 60_000;

/**
 * The time of this process corrected by how far it is off the database's, so that all processes agree on what is due
 * even when a machine's clock is minutes wrong. Right after construction it is the process's own time.
 */
export class DatabaseClock extends Clock {
  private offset = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly orm: MikroORM) {
    super();
  }

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** Measures now and every minute; a failed measurement keeps the last one. @throws when the first one fails. */
  async start(): Promise<void> {
    await this.measure();
    this.timer ??= setInterval(() => void this.measure().catch(() => undefined), MEASURE_EVERY_MS).unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  /** The database answered somewhere between question and answer: the middle is at most half the round trip off. */
  async measure(): Promise<void> {
    const asked = Date.now();
    const row = await NOW.first(inNoAgency(this.orm), []);
    const answered = Date.now();
    if (row) this.offset = Math.round(instant(row.now).getTime() - (asked + answered) / 2);
  }
}
