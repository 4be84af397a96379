import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const NAMES = ['ENCRYPTION_KEY', 'JWT_SECRET', 'SYNC_TRIGGER_SECRET'];

/** The demo's own secrets: made on the first start, kept beside its database and readable by the owner only. */
export function demoSecrets(file) {
  if (!existsSync(file)) {
    const secrets = Object.fromEntries(NAMES.map((name) => [name, randomBytes(32).toString('hex')]));
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
