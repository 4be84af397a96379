import { OWNER } from '@tributary/e2e-installation';
import type { Bench } from './bench';

const SHORTEST = 12;
const SECRET_VARIABLES = ['ENCRYPTION_KEY', 'JWT_SECRET', 'SYNC_TRIGGER_SECRET', 'DATABASE_URL'];

interface Secret {
  readonly name: string;
  readonly value: string;
}

/** Every secret of the bench in the spellings it may travel in. */
function secretsOf(bench: Bench): readonly Secret[] {
  const keys = bench.options.accounts.flatMap(({ network, credentials }) =>
    Object.entries(credentials).map(([field, value]) => ({ name: `${network} ${field}`, value })),
  );
  const variables = SECRET_VARIABLES.map((name) => ({
    name,
    value: bench.installation.environment[name] ?? '',
  }));
  const all = [...keys, ...variables, { name: 'the password', value: OWNER.password }];
  return all
    .filter(({ value }) => value.length >= SHORTEST)
    .flatMap(({ name, value }) => [
      { name, value },
      { name, value: encodeURIComponent(value) },
      { name, value: Buffer.from(value).toString('base64') },
      { name, value: Buffer.from(value).toString('hex') },
    ]);
}

/** I8: looks for secrets in everything the processes wrote and in the tables that hold words about syncs. */
export async function leakedSecrets(bench: Bench): Promise<readonly string[]> {
  const secrets = secretsOf(bench);
  const places = new Map([['the log', bench.processes.flatMap(({ lines }) => lines).join('\n')]]);
  for (const table of ['sync_run', 'network_account', 'pgboss.job']) {
    const rows = await bench.installation.rows<{ row: string }>(
      `select to_json(t)::text as row from ${table} t`,
    );
    places.set(table, rows.map(({ row }) => row).join('\n'));
  }
  return [...places].flatMap(([place, text]) =>
    secrets.filter(({ value }) => text.includes(value)).map(({ name }) => `I8 ${name} is in ${place}`),
  );
}
