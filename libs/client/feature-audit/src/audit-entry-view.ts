import type { AuditEntryView } from '@tributary/api-contract';
import { actionText, fieldText, reasonText } from './audit-words';

/** How moments are written; see `Formats`. */
export interface AuditTimes {
  readonly relative: (at: string) => string;
  readonly exact: (at: string) => string;
}

export interface ChangeLine {
  readonly field: string;
  /** Null: it was not there before, or is not there any more. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface AuditRow {
  readonly id: string;
  readonly when: string;
  readonly exactly: string;
  readonly who: string;
  /** Their e-mail, or what they are where they are no member. */
  readonly whoMore: string;
  readonly memberId: string | null;
  readonly what: string;
  readonly target: string | null;
  /** "Paused: no → yes", and how many more there are. */
  readonly change: string;
  readonly from: string;
  readonly isRefused: boolean;
  readonly reason: string | null;
}

const ACTORS: Readonly<Record<AuditEntryView['actor']['kind'], string>> = {
  member: '',
  visitor: 'not signed in',
  operator: 'operator, by a command',
  system: 'by itself',
};

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const LABEL = /^(?<name>.*) <(?<email>[^<>]+)>$/s;
const ARROW = ' → ';
const NOTHING = 'none';

export function auditRow(entry: AuditEntryView, times: AuditTimes): AuditRow {
  return {
    id: entry.id,
    when: times.relative(entry.at),
    exactly: times.exact(entry.at),
    ...actorParts(entry.actor),
    what: actionText(entry.action),
    target: targetText(entry),
    change: summary(changeLines(entry, times)),
    from: entry.address ?? '',
    isRefused: entry.outcome === 'refused',
    reason: entry.reason === null ? null : reasonText(entry.reason),
  };
}

function actorParts({ kind, id, label }: AuditEntryView['actor']) {
  const { name = label, email = ACTORS[kind] } = LABEL.exec(label)?.groups ?? {};
  return { who: name, whoMore: email, memberId: kind === 'member' ? id : null };
}

/** The agency itself goes without saying, and so does somebody who did it to themselves. */
function targetText({ target, actor }: AuditEntryView): string | null {
  if (target === null || target.kind === 'agency' || target.label === actor.label) return null;
  return target.label ?? target.id;
}

/** One line a field, in the order of what is there now. */
export function changeLines({ before, after }: AuditEntryView, times: AuditTimes): ChangeLine[] {
  const fields = [...new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})])];
  return fields.map((field) => ({
    field: fieldText(field),
    before: before && field in before ? valueText(before[field], times) : null,
    after: after && field in after ? valueText(after[field], times) : null,
  }));
}

/** Begins with the first field that has a value: an invitation without a name is told by its role. */
function summary(lines: readonly ChangeLine[]): string {
  const first = lines.find(({ before, after }) => before !== null || after !== NOTHING) ?? lines[0];
  if (first === undefined) return '';
  const told = [first.before, first.after].filter((value) => value !== null).join(ARROW);
  const more = lines.length === 1 ? '' : ` and ${lines.length - 1} more`;
  return `${first.field}: ${told}${more}`;
}

function valueText(value: unknown, times: AuditTimes): string {
  if (Array.isArray(value)) return listText(value, times);
  if (typeof value === 'object' && value !== null) return partsText(value, times);
  if (typeof value === 'string') return INSTANT.test(value) ? times.exact(value) : value || NOTHING;
  return plainText(value);
}

function plainText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? String(value) : NOTHING;
}

function listText(values: readonly unknown[], times: AuditTimes): string {
  return values.map((one) => valueText(one, times)).join(', ') || NOTHING;
}

function partsText(value: object, times: AuditTimes): string {
  return Object.entries(value)
    .map(([name, part]) => `${fieldText(name)} ${valueText(part, times)}`)
    .join(', ');
}
