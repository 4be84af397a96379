import { type Rewrapping, RewrapSealedValues } from '@tributary/application';
import {
  createOrm,
  PostgresAgencyRepository,
  PostgresAuditTrail,
  PostgresSealedValueRepository,
} from '@tributary/postgres';
import { cipherOf } from './composition/cipher-of';
import { checkedPart } from './composition/config';

/**
 * The operator's command after a new key seals: moves everything that is stored to it. May be stopped and started again,
 * and run while the product works.
 */
async function run(): Promise<Rewrapping> {
  const { DATABASE_URL: url, ...keys } = checkedPart(
    process.env,
    ...(['DATABASE_URL', 'ENCRYPTION_KEY', 'ENCRYPTION_OPENING_KEYS'] as const),
  );
  const orm = createOrm(url, { poolSize: 1, applicationName: 'tributary-rewrap' });
  try {
    const agencies = new PostgresAgencyRepository(orm);
    const values = new PostgresSealedValueRepository(orm);
    const audit = new PostgresAuditTrail(orm);
    return await new RewrapSealedValues({ agencies, values, audit, cipher: cipherOf(keys) }).run();
  } finally {
    await orm.close();
  }
}

/** Keys are named by their ids: no part of a key. */
function* linesOf({ sealingKey, moved, unreadable, needed, unneeded }: Rewrapping): Iterable<string> {
  yield `${moved} values were sealed anew with the key ${sealingKey}.`;
  for (const [purpose, count] of unreadable) {
    yield `${count} of the kind "${purpose}" cannot be opened with any of these keys and stay as they are.`;
  }
  for (const id of unneeded) {
    yield `Nothing that is stored needs the key ${id}. If it is the old one, take it out of ENCRYPTION_OPENING_KEYS.`;
  }
  for (const id of needed) {
    yield `The key ${id} is still needed. Does every process seal with the new key? Then run this again.`;
  }
}

try {
  const done = await run();
  for (const line of linesOf(done)) process.stdout.write(`${line}\n`);
  if (done.needed.length > 0) process.exitCode = 2;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
