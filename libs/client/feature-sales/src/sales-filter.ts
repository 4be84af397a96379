import type { SalesFilterQuery } from '@tributary/client-data-access';
import type { DayText, InstantText, NetworkCode, SaleStatus } from '@tributary/api-contract';

/** What the table shows; the URL is its only home. */
export interface SalesFilter {
  readonly from: DayText | null;
  readonly to: DayText | null;
  readonly networks: readonly NetworkCode[];
  readonly accounts: readonly string[];
  readonly clients: readonly string[];
  readonly statuses: readonly SaleStatus[];
  readonly search: string;
  /** A past moment; null for now. No filter: it takes no sale away, it shows what was known then. */
  readonly asOf: InstantText | null;
}

export const SALE_STATUSES = [
  'completed',
  'pending',
  'refunded',
  'chargeback',
] as const satisfies SaleStatus[];

export const EMPTY_FILTER: SalesFilter = {
  from: null,
  to: null,
  networks: [],
  accounts: [],
  clients: [],
  statuses: [],
  search: '',
  asOf: null,
};

/** The parts of Angular's `ParamMap` that are read. */
export interface QueryReader {
  get(name: string): string | null;
  getAll(name: string): string[];
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the URL. What does not belong there is left out, not guessed. */
export function filterFromQuery(query: QueryReader): SalesFilter {
  return {
    from: dayOrNull(query.get('from')),
    to: dayOrNull(query.get('to')),
    networks: unique(query.getAll('network')),
    accounts: unique(query.getAll('account')),
    clients: unique(query.getAll('client')),
    statuses: SALE_STATUSES.filter((status) => query.getAll('status').includes(status)),
    search: (query.get('search') ?? '').trim(),
    asOf: instantOrNull(query.get('asOf')),
  };
}

/** The whole query of a filter; null removes a parameter from the URL. */
export function queryOfFilter(filter: SalesFilter): Record<string, string | string[] | null> {
  return {
    from: filter.from,
    to: filter.to,
    network: listOrNull(filter.networks),
    account: listOrNull(filter.accounts),
    client: listOrNull(filter.clients),
    status: listOrNull(filter.statuses),
    search: filter.search === '' ? null : filter.search,
    asOf: filter.asOf,
  };
}

/** As the server is asked. */
export function askedFilter(filter: SalesFilter): SalesFilterQuery {
  return {
    ...(filter.from !== null && { from: filter.from }),
    ...(filter.to !== null && { to: filter.to }),
    ...(filter.search !== '' && { search: filter.search }),
    network: filter.networks,
    account: filter.accounts,
    client: filter.clients,
    status: filter.statuses,
    asOf: filter.asOf,
  };
}

export function isFiltered(filter: SalesFilter): boolean {
  return Object.values(queryOfFilter({ ...filter, asOf: null })).some((value) => value !== null);
}

export function sameFilter(a: SalesFilter, b: SalesFilter): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Adds `value` to a list or takes it out. */
export function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}

function dayOrNull(text: string | null): DayText | null {
  return text !== null && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}

function instantOrNull(text: string | null): InstantText | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function listOrNull(values: readonly string[]): string[] | null {
  return values.length === 0 ? null : [...values];
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))];
}
