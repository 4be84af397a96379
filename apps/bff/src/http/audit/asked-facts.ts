import type { AuditFacts } from '@tributary/ports';
import type { Request } from 'express';

/** What many answers say of how much was done. */
const ANSWERED = ['queued', 'isQueued', 'rows', 'revoked'];

/** What was asked for, of the named fields of the query and the body; null where none of them was sent. */
export function askedFacts({ query, body }: Request, fields: readonly string[]): AuditFacts | null {
  return picked({ ...query, ...objectOf(body) }, fields, () => true);
}

/** How much was done, as the answer says; null where it says nothing of it. */
export function answeredFacts(answer: unknown): AuditFacts | null {
  return picked(objectOf(answer), ANSWERED, (value) => ['number', 'boolean'].includes(typeof value));
}

/** One after the other; null where both are. */
export function joinedFacts(...parts: readonly (AuditFacts | null)[]): AuditFacts | null {
  const told = parts.filter((part) => part !== null);
  return told.length === 0 ? null : (Object.assign({}, ...told) as AuditFacts);
}

function picked(
  from: Readonly<Record<string, unknown>>,
  names: readonly string[],
  isKept: (value: unknown) => boolean,
): AuditFacts | null {
  const found = names.filter((name) => from[name] !== undefined && isKept(from[name]));
  return found.length === 0 ? null : Object.fromEntries(found.map((name) => [name, from[name]]));
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
