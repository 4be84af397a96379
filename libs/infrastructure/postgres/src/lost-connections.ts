import { PostgreSqlConnection, PostgreSqlDriver } from '@mikro-orm/postgresql';
import { CompiledQuery, type DatabaseConnection, type Driver, type PostgresDialect } from 'kysely';

/**
 * Kysely gives the connection of a transaction back to the pool after its commit or rollback, and forgets it when it was lost
 * and neither can be sent, nor its begin. The pool would count it as taken for ever: after as many losses as it has
 * places (one restart of the server can be enough) nothing would get through any more. On a lost connection there is
 * nothing left to roll back: the server has done it.
 */
export function returningLostOnes(driver: Driver): Driver {
  const begin = driver.beginTransaction.bind(driver);
  const rollback = driver.rollbackTransaction.bind(driver);
  driver.beginTransaction = async (connection, settings) => {
    try {
      await begin(connection, settings);
    } catch (error) {
      // Right only because transactions are begun by `startTransaction` alone, as MikroORM does: nobody else returns it.
      await driver.releaseConnection(connection);
      throw error;
    }
  };
  driver.rollbackTransaction = async (connection) => {
    try {
      await rollback(connection);
    } catch (error) {
      if (await isAlive(connection)) throw error;
    }
  };
  return driver;
}

async function isAlive(connection: DatabaseConnection): Promise<boolean> {
  try {
    await connection.executeQuery(CompiledQuery.raw('select 1'));
    return true;
  } catch {
    return false;
  }
}

class SurvivingConnection extends PostgreSqlConnection {
  override createKyselyDialect(
    overrides: Parameters<PostgreSqlConnection['createKyselyDialect']>[0],
  ): PostgresDialect {
    const dialect = super.createKyselyDialect(overrides);
    const createDriver = dialect.createDriver.bind(dialect);
    dialect.createDriver = () => returningLostOnes(createDriver());
    return dialect;
  }
}

/** The Postgres driver, whose pool gets every lost connection back, so that it heals once the server is there again. */
export class SurvivingPostgresDriver extends PostgreSqlDriver {
  protected override readonly connection = new SurvivingConnection(this.config);
}
