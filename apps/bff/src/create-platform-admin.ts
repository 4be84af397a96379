import { CreatePlatformAdmin } from '@tributary/application';
import {
  createOrm,
  PostgresAgencyRepository,
  PostgresAuditTrail,
  PostgresMemberRepository,
} from '@tributary/postgres';
import { parseArgs } from 'node:util';
import { Argon2PasswordHasher } from './composition/argon2-password-hasher';
import { checkedPart } from './composition/config';
import { NodeIdentifierFactory } from './composition/node-identifier-factory';

const USAGE =
  'Usage: DATABASE_URL=… ADMIN_PASSWORD=… create-platform-admin --email ada@operator.example --name "Ada Example"';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { email: text, name: text } });

/** The operator's command that adds somebody who runs the installation. */
async function run(): Promise<string> {
  const { ADMIN_PASSWORD: password } = process.env;
  const { email, name } = values;
  if (!password || !email || !name) throw new Error(USAGE);
  const { DATABASE_URL: url } = checkedPart(process.env, 'DATABASE_URL');
  const orm = createOrm(url, { poolSize: 1 });
  try {
    const members = new PostgresMemberRepository(orm);
    if (await members.findByEmail(email)) return `${email} is a member already; nothing was changed.`;
    const create = new CreatePlatformAdmin({
      agencies: new PostgresAgencyRepository(orm),
      members,
      passwords: new Argon2PasswordHasher(),
      identifiers: new NodeIdentifierFactory(),
      audit: new PostgresAuditTrail(orm),
    });
    await create.run({ email, name, password });
    return `${email} is a platform admin.`;
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
