import type { EntityManager } from '@mikro-orm/postgresql';
import { setTimeout as delay } from 'node:timers/promises';
import { Statement } from '../statement';

/** Somebody else did the same: the role is there, the membership is there, or its row changed while we looked. */
const RACED = new Set(['42710', '23505', 'XX000']);
const ATTEMPTS = 10;
const PAUSE_MS = 50;

/**
 * One statement about roles, outside of a transaction. Roles belong to the whole server, and no lock of one database
 * keeps another from changing them at the same instant.
 */
export async function changeRoles(em: EntityManager, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await new Statement<object>(statement).run(em, []);
      return;
    } catch (error) {
      if (codeOf(error) === '42710') return;
      if (!RACED.has(codeOf(error)) || attempt === ATTEMPTS) throw error;
      await delay(PAUSE_MS * attempt);
    }
  }
}

/** As an identifier in a statement. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Postgres' SQLSTATE, wherever the driver's wrappers put it. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}
