import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const SECRETS = ['ENCRYPTION_KEY', 'JWT_SECRET', 'SYNC_TRIGGER_SECRET', 'DATABASE_PASSWORD'];

/**
 * The demo's own secrets: made on the first start, kept beside its database and readable by the owner only. A secret that
 * the demo of before did not have is added.
 */
export function demoSecrets(file) {
  const kept = keptIn(file, () => ({}));
  const missing = SECRETS.filter((name) => kept[name] === undefined);
  if (missing.length === 0) return kept;
  const made = Object.fromEntries(missing.map((name) => [name, randomBytes(32).toString('hex')]));
  write(file, { ...kept, ...made });
  return { ...kept, ...made };
}

/** The moment the simulated networks are anchored to: the same after every restart, so that no stored sale vanishes. */
export function demoWorld(file) {
  return keptIn(file, () => ({ start: new Date().toISOString() }));
}

function keptIn(file, make) {
  if (!existsSync(file)) write(file, make());
  return JSON.parse(readFileSync(file, 'utf8'));
}

function write(file, values) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(values, null, 2), { mode: 0o600 });
}
