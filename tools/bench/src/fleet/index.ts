import type { Finding } from '../report';
import { fairness } from './fairness';
import { fullHour } from './full-hour';
import { memoryOfOneSync } from './memory';
import { sharedAndKilled } from './shared';

/** As many rows as the busiest account may have; less for a small fleet, as while one is looking at the bench itself. */
const ROWS_AN_ACCOUNT = 170;

/** Thousands of accounts: read by one worker and shared by four, in turns, in little memory. */
export async function* fleet(databaseUrl: string, accounts: number): AsyncGenerator<readonly Finding[]> {
  yield await fullHour(databaseUrl, accounts);
  yield await sharedAndKilled(databaseUrl, accounts);
  yield await fairness(databaseUrl);
  yield await memoryOfOneSync(databaseUrl, accounts * ROWS_AN_ACCOUNT);
}
