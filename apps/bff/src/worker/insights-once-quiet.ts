import { Logger } from '@nestjs/common';
import type { WriteInsights } from '@tributary/application';

interface QuietTimes {
  /** After the last change of an agency's figures. */
  readonly quietMs: number;
  /** After the first one, however many follow. */
  readonly longestMs: number;
}

const QUIET: QuietTimes = { quietMs: 2_000, longestMs: 60_000 };

interface Waiting {
  readonly since: number;
  timer: NodeJS.Timeout;
}

/**
 * Has the insights of an agency written once its accounts have been read, not once for each of them: they tell of the
 * whole agency, and an agency with hundreds of accounts would have its figures summed up hundreds of times an hour.
 */
export class InsightsOnceQuiet {
  private readonly logger = new Logger(InsightsOnceQuiet.name);
  private readonly waiting = new Map<string, Waiting>();
  /** One agency after the other: the readings come first. */
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly insights: WriteInsights,
    private readonly times = QUIET,
  ) {}

  changed(agencyId: string): void {
    const known = this.waiting.get(agencyId);
    if (known) clearTimeout(known.timer);
    const since = known?.since ?? Date.now();
    const wait = Math.min(this.times.quietMs, Math.max(0, since + this.times.longestMs - Date.now()));
    const timer = setTimeout(() => {
      this.write(agencyId);
    }, wait);
    this.waiting.set(agencyId, { since, timer });
  }

  /** Writes what still waits. */
  async stop(): Promise<void> {
    for (const [agencyId, { timer }] of [...this.waiting]) {
      clearTimeout(timer);
      this.write(agencyId);
    }
    await this.writing;
  }

  private write(agencyId: string): void {
    this.waiting.delete(agencyId);
    this.writing = this.writing.then(async () => {
      try {
        await this.insights.run(agencyId);
      } catch (error) {
        // Insights are a gloss on figures that are stored already: no sync is repeated for them.
        this.logger.error('Insights could not be written', error);
      }
    });
  }
}
