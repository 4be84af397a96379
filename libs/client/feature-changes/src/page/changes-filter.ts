import type { InstantText, NetworkCode } from '@tributary/api-contract';

export const CHANGE_PERIODS = ['last-look', '7-days', '30-days'] as const;
export type ChangePeriod = (typeof CHANGE_PERIODS)[number];

/** What the feed shows; the URL is its only home. */
export interface ChangesFilter {
  readonly period: ChangePeriod;
  readonly network: NetworkCode | null;
  readonly account: string | null;
  readonly client: string | null;
}

/** The part of Angular's `ParamMap` that is read. */
interface QueryReader {
  get(name: string): string | null;
}

const DAY_MS = 86_400_000;
const DAYS: Readonly<Record<ChangePeriod, number | null>> = { 'last-look': null, '7-days': 7, '30-days': 30 };

/** Reads the URL. What it says wrong or not at all falls back to everything since the last look. */
export function filterOf(params: QueryReader): ChangesFilter {
  const period = params.get('period');
  return {
    period: CHANGE_PERIODS.find((one) => one === period) ?? 'last-look',
    network: textOf(params, 'network'),
    account: textOf(params, 'account'),
    client: textOf(params, 'client'),
  };
}

/** Defaults leave the URL; null removes a parameter. */
export function paramsOf(filter: ChangesFilter): Readonly<Record<string, string | null>> {
  return {
    period: filter.period === 'last-look' ? null : filter.period,
    network: filter.network,
    account: filter.account,
    client: filter.client,
  };
}

export function isNarrowed(filter: ChangesFilter): boolean {
  return filter.network !== null || filter.account !== null || filter.client !== null;
}

/** From when on a period of days reaches; null for the last look, which only the server knows. */
export function sinceOf({ period }: ChangesFilter, now: Date): InstantText | null {
  const days = DAYS[period];
  return days === null ? null : new Date(now.getTime() - days * DAY_MS).toISOString();
}

function textOf(params: QueryReader, name: string): string | null {
  const text = params.get(name);
  return text === '' ? null : text;
}
