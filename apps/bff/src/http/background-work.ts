import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';

/** Work that an answer does not wait for. The process does: it stops when everything has ended. */
@Injectable()
export class BackgroundWork implements BeforeApplicationShutdown {
  private readonly logger = new Logger('BackgroundWork');
  private readonly running = new Set<Promise<void>>();

  run(name: string, work: () => Promise<void>): void {
    const done = work()
      .catch((error: unknown) => {
        // The message of an error may name whom it is about.
        const kind = error instanceof Error ? error.name : typeof error;
        this.logger.error({ event: 'background.failed', work: name, error: kind });
      })
      .finally(() => this.running.delete(done));
    this.running.add(done);
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.settled();
  }
}
