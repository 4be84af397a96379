import { SetPassword } from '@tributary/application';
import {
  createOrm,
  PostgresAuditTrail,
  PostgresMemberRepository,
  PostgresSessionRepository,
} from '@tributary/postgres';
import { parseArgs } from 'node:util';
import { Argon2PasswordHasher } from './composition/argon2-password-hasher';
import { checkedPart } from './composition/config';

const USAGE = 'Usage: DATABASE_URL=… NEW_PASSWORD=… set-password --email ada@acme.example';

const { values } = parseArgs({ options: { email: { type: 'string' } } });

/** The operator's command for a forgotten password. It ends all sessions of the member. */
async function run(): Promise<string> {
  const { NEW_PASSWORD: password } = process.env;
  if (!password || !values.email) throw new Error(USAGE);
  const { DATABASE_URL: url } = checkedPart(process.env, 'DATABASE_URL');
  const orm = createOrm(url, { poolSize: 1 });
  try {
    const members = new PostgresMemberRepository(orm);
    const sessions = new PostgresSessionRepository(orm);
    const ports = {
      members,
      sessions,
      passwords: new Argon2PasswordHasher(),
      audit: new PostgresAuditTrail(orm),
    };
    await new SetPassword(ports).run(values.email, password);
    return `${values.email} has a new password and is signed out everywhere.`;
  } finally {
    await orm.close();
  }
}

try {
  process.stdout.write(`${await run()}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
