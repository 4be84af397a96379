import { shiftMonths } from '@tributary/domain';
import type { Clock, RetentionRepository } from '@tributary/ports';

/** What an agency keeps for a time only goes when that time is over. */
export class ForgetOldPersonalData {
  constructor(
    private readonly retention: RetentionRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns how many customers and answers went. */
  async run(): Promise<number> {
    let gone = 0;
    for (const { agencyId, months } of await this.retention.agenciesWithLimit()) {
      const before = shiftMonths(this.clock.now(), -months, 'UTC');
      const { customers, answers } = await this.retention.forgetBefore(agencyId, before);
      gone += customers + answers;
    }
    return gone;
  }
}
