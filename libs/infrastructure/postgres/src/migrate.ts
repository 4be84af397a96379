import { createOrm } from './orm';
import { Statement } from './statement';

/** Any number, the same in every replica. */
const MIGRATION_LOCK = 7_405_921;

const WAIT_FOR_TURN = new Statement<object>('select pg_advisory_xact_lock($1)');

/**
 * Brings the database up to date. Replicas that start together take turns: one migrates, the others wait and find
 * nothing left to do.
 * @returns the names of the migrations this call ran.
 */
export async function migrate(url: string): Promise<string[]> {
  const orm = createOrm(url, { poolSize: 2, applicationName: 'tributary-migrate' });
  try {
    return await orm.em.fork().transactional(async (em) => {
      await WAIT_FOR_TURN.run(em, [MIGRATION_LOCK]);
      const done = await orm.migrator.up();
      return done.map((migration) => migration.name);
    });
  } finally {
    await orm.close();
  }
}
