import type { DayText } from '@tributary/api-contract';
import type { AuditFilterQuery } from '@tributary/client-data-access';
import { AUDIT_KINDS, groupsOf } from './audit-words';

/** What the list shows; the URL is its only home. */
export interface AuditFilter {
  /** Id of a member; null for everybody. */
  readonly member: string | null;
  /** Ids of {@link AUDIT_KINDS}. */
  readonly kinds: readonly string[];
  readonly from: DayText | null;
  readonly to: DayText | null;
}

export const EMPTY_FILTER: AuditFilter = { member: null, kinds: [], from: null, to: null };

/** The parts of Angular's `ParamMap` that are read. */
interface QueryReader {
  get(name: string): string | null;
  getAll(name: string): string[];
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ID = /^[0-9a-f-]{36}$/i;

/** Reads the URL. What does not belong there is left out, not guessed. */
export function filterFromQuery(query: QueryReader): AuditFilter {
  const member = query.get('member');
  const chosen = query.getAll('kind');
  return {
    member: member !== null && ID.test(member) ? member : null,
    kinds: AUDIT_KINDS.map(({ id }) => id).filter((id) => chosen.includes(id)),
    from: dayOrNull(query.get('from')),
    to: dayOrNull(query.get('to')),
  };
}

/** The whole query of a filter; null removes a parameter from the URL. */
export function queryOfFilter(filter: AuditFilter): Record<string, string | string[] | null> {
  const { member, kinds, from, to } = filter;
  return { member, kind: kinds.length === 0 ? null : [...kinds], from, to };
}

export function isFiltered(filter: AuditFilter): boolean {
  return Object.values(queryOfFilter(filter)).some((value) => value !== null);
}

export function sameFilter(a: AuditFilter, b: AuditFilter): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** As the server is asked. */
export function askedFilter({ member, kinds, from, to }: AuditFilter): AuditFilterQuery {
  return {
    ...(member !== null && { member }),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
    group: kinds.flatMap(groupsOf),
  };
}

function dayOrNull(text: string | null): DayText | null {
  return text !== null && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}
