import { admitLogin } from './access/admit-login';
import { prepareRoles } from './access/prepare-roles';
import { createOrm } from './orm';
import { Statement } from './statement';
import { inNoAgency } from './tenancy';

/** Any number, the same in every replica. */
const MIGRATION_LOCK = 7_405_921;

const WAIT_FOR_TURN = new Statement<object>('select pg_advisory_xact_lock($1)');

export interface DatabaseLogins {
  /** Connection string of whoever owns the tables, or is to own them. */
  readonly owner: string;
  /** That of the product, which owns nothing. Its login is made where it is missing. */
  readonly application: string;
}

/**
 * Brings the database up to date. Replicas that start together take turns: one migrates, the others wait and find
 * nothing left to do.
 * @returns the names of the migrations this call ran.
 */
export async function migrate({ owner, application }: DatabaseLogins): Promise<string[]> {
  const orm = createOrm(owner, { poolSize: 2, applicationName: 'tributary-migrate' });
  try {
    return await inNoAgency(orm).transactional(async (em) => {
      await WAIT_FOR_TURN.run(em, [MIGRATION_LOCK]);
      await prepareRoles(inNoAgency(orm));
      const done = await orm.migrator.up();
      await admitLogin(owner, application);
      return done.map((migration) => migration.name);
    });
  } finally {
    await orm.close();
  }
}
