import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CheckRollups, type RepairedRollups } from '@tributary/application';
import { outlive } from './outlive';

/** Between the hours in which networks are busy; any number of schedulers may run it. */
const NIGHTLY = '0 40 3 * * *';

const EXAMPLES = 5;

/** Proves once a day that the sums figures are read from are those of the rows. */
@Injectable()
export class RollupCheckJob {
  private readonly logger = new Logger(RollupCheckJob.name);

  constructor(private readonly check: CheckRollups) {}

  @Cron(NIGHTLY, { waitForCompletion: true })
  async run(): Promise<void> {
    const failure = 'Sums per day could not be checked; the next night tries again';
    await outlive(this.logger, failure, async () => {
      for (const repaired of await this.check.run()) this.logger.warn(sentence(repaired));
    });
  }
}

function sentence({ agencyId, differences }: RepairedRollups): string {
  const examples = differences.slice(0, EXAMPLES).map(({ table, day, accountId, column, stored, actual }) => {
    return `${table} ${day} ${accountId} ${column}: ${stored}, but rows come to ${actual}`;
  });
  const of = `Sums per day of agency ${agencyId} differed from its rows in ${differences.length} values`;
  return `${of} and were summed anew. ${examples.join('; ')}`;
}
