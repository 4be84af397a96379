import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const SECRETS = ['ENCRYPTION_KEY', 'JWT_SECRET', 'SYNC_TRIGGER_SECRET'];

/** The demo's own secrets: made on the first start, kept beside its database and readable by the owner only. */
export function demoSecrets(file) {
  return keptIn(file, () =>
    Object.fromEntries(SECRETS.map((name) => [name, randomBytes(32).toString('hex')])),
  );
}

/** The moment the simulated networks are anchored to: the same after every restart, so that no stored sale vanishes. */
export function demoWorld(file) {
  return keptIn(file, () => ({ start: new Date().toISOString() }));
}

function keptIn(file, make) {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, JSON.stringify(make(), null, 2), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
