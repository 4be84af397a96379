import type { Clock, LastLookRepository } from '@tributary/ports';

/**
 * What is being stored while somebody looks is dated a moment before it can be seen. Telling of the last seconds twice
 * is better than not telling of them at all.
 */
const STILL_STORING_MS = 10_000;

/** The member has seen what moved until then. */
export class MarkLooked {
  constructor(
    private readonly looks: LastLookRepository,
    private readonly clock: Clock,
  ) {}

  /** An instant in the future counts as now: nobody has seen what did not happen yet. */
  async run(agencyId: string, memberId: string, until: Date): Promise<void> {
    const seen = Math.min(until.getTime(), this.clock.now().getTime()) - STILL_STORING_MS;
    await this.looks.markLooked(agencyId, memberId, new Date(seen));
  }
}
