import {
  Global,
  Inject,
  Injectable,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Clock, SyncProgressChannel } from '@tributary/ports';
import { type DatabaseClock, type PostgresSyncProgressChannel, refuseMightyLogin } from '@tributary/postgres';
import { type Orm, ormProvider, PAGES_ORM, SYNC_ORM } from './postgres-pools';
import { REPOSITORIES } from './postgres-repositories';

/** Tells whether the database answers and has been migrated. */
@Injectable()
export class DatabaseProbe {
  constructor(@Inject(PAGES_ORM) private readonly orm: Orm) {}

  /** @throws {Error} when it does not. */
  async check(): Promise<void> {
    await this.orm.em.getConnection().execute('select 1 from agency limit 1');
  }
}

/** Refuses a login that policies would not hold, measures the database's clock at start, and closes the pools last, when nobody asks any more. */
@Injectable()
class DatabaseLifecycle implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly orms: { readonly pages: Orm; readonly sync: Orm },
    private readonly clock: DatabaseClock,
    private readonly progress: PostgresSyncProgressChannel,
  ) {}

  async onModuleInit(): Promise<void> {
    await refuseMightyLogin(this.orms.sync);
    await this.clock.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.clock.stop();
    await this.progress.close();
    await Promise.all([this.orms.pages.close(), this.orms.sync.close()]);
  }
}

/** Binds the storage ports to Postgres. */
@Global()
@Module({
  providers: [
    ormProvider(PAGES_ORM, 'tributary-pages'),
    ormProvider(SYNC_ORM, 'tributary-sync'),
    ...REPOSITORIES,
    DatabaseProbe,
    {
      provide: DatabaseLifecycle,
      inject: [PAGES_ORM, SYNC_ORM, Clock, SyncProgressChannel],
      useFactory: (
        pages: Orm,
        sync: Orm,
        ...[clock, progress]: [DatabaseClock, PostgresSyncProgressChannel]
      ) => new DatabaseLifecycle({ pages, sync }, clock, progress),
    },
  ],
  exports: [...REPOSITORIES, DatabaseProbe],
})
export class PostgresModule {}
