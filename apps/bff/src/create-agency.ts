import { CreateAgency } from '@tributary/application';
import {
  createOrm,
  PostgresAuditTrail,
  PostgresAgencyRepository,
  PostgresMemberRepository,
} from '@tributary/postgres';
import { parseArgs } from 'node:util';
import { Argon2PasswordHasher } from './composition/argon2-password-hasher';
import { checkedPart } from './composition/config';
import { NodeIdentifierFactory } from './composition/node-identifier-factory';

const USAGE = `Usage: DATABASE_URL=… OWNER_PASSWORD=… create-agency --name "Acme Media" --currency EUR \\
  --zone Europe/Amsterdam --locale en-GB --owner-name "Ada Example" --owner-email ada@acme.example`;

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { name: text, currency: text, zone: text, locale: text, 'owner-name': text, 'owner-email': text },
});

/** The operator's command that sets up an agency and its first owner. The password comes from the environment, not from the process list. */
async function run(): Promise<string> {
  const { DATABASE_URL: url } = checkedPart(process.env, 'DATABASE_URL');
  const orm = createOrm(url, { poolSize: 1 });
  try {
    const members = new PostgresMemberRepository(orm);
    const email = required(values['owner-email']);
    if (await members.findByEmail(email)) return `${email} is a member already; nothing was changed.`;
    const create = new CreateAgency({
      agencies: new PostgresAgencyRepository(orm),
      members,
      passwords: new Argon2PasswordHasher(),
      identifiers: new NodeIdentifierFactory(),
      audit: new PostgresAuditTrail(orm),
    });
    const { agency } = await create.run({
      name: required(values.name),
      reportingCurrency: required(values.currency),
      timeZone: required(values.zone),
      locale: values.locale ?? 'en-GB',
      owner: { name: required(values['owner-name']), email, password: required(process.env.OWNER_PASSWORD) },
    });
    return `Created ${agency.name} (${agency.id}) with its owner ${email}.`;
  } finally {
    await orm.close();
  }
}

function required(value: string | undefined): string {
  if (value === undefined || value === '') throw new Error(USAGE);
  return value;
}

try {
  process.stdout.write(`${await run()}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
