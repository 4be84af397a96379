import type { BookingClock, InstantText, NetworkCode } from '@tributary/api-contract';
import type { DashboardQuery } from '@tributary/client-data-access';

export const PERIODS = [7, 30, 90] as const;
type PeriodDays = (typeof PERIODS)[number];

export interface DashboardFilter {
  readonly days: PeriodDays;
  readonly clock: BookingClock;
  readonly network: NetworkCode | null;
  readonly account: string | null;
  /** Only the accounts of this client. */
  readonly client: string | null;
  /** A past moment; null for now. */
  readonly asOf: InstantText | null;
}

/** The part of Angular's ParamMap this needs. */
interface QueryParams {
  get(name: string): string | null;
}

/** The URL is the state. What it says wrong or not at all falls back to 30 days by sale date, all accounts. */
export function filterOf(params: QueryParams): DashboardFilter {
  const days = Number(params.get('days'));
  return {
    days: PERIODS.find((period) => period === days) ?? 30,
    clock: params.get('clock') === 'event-date' ? 'event-date' : 'sale-date',
    network: textOf(params, 'network'),
    account: textOf(params, 'account'),
    client: textOf(params, 'client'),
    asOf: instantOrNull(params.get('asOf')),
  };
}

function instantOrNull(text: string | null): InstantText | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function textOf(params: QueryParams, name: string): string | null {
  const text = params.get(name);
  return text === '' ? null : text;
}

/** Defaults leave the URL, so that a plain address stays plain. */
export function paramsOf(filter: DashboardFilter): Readonly<Record<string, string | null>> {
  return {
    days: filter.days === 30 ? null : String(filter.days),
    clock: filter.clock === 'sale-date' ? null : filter.clock,
    network: filter.network,
    account: filter.account,
    client: filter.client,
    asOf: filter.asOf,
  };
}

export function queryOf(filter: DashboardFilter): DashboardQuery {
  return {
    days: filter.days,
    clock: filter.clock,
    network: filter.network === null ? [] : [filter.network],
    account: filter.account === null ? [] : [filter.account],
    client: filter.client === null ? [] : [filter.client],
    asOf: filter.asOf,
  };
}

export function isNarrowed(filter: DashboardFilter): boolean {
  return filter.network !== null || filter.account !== null || filter.client !== null;
}
