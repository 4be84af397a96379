import {
  Global,
  Inject,
  Injectable,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Clock, SyncProgressChannel } from '@tributary/ports';
import {
  type DatabaseClock,
  type PostgresSyncProgressChannel,
  ReadReplicas,
  refuseMightyLogin,
} from '@tributary/postgres';
import { type Orm, ormProvider, PAGES_ORM, SYNC_ORM } from './postgres-pools';
import { REPOSITORIES } from './postgres-repositories';
import { READ_REPLICAS } from './read-replicas';

/** Tells whether the database answers and has been migrated. */
@Injectable()
export class DatabaseProbe {
  constructor(@Inject(PAGES_ORM) private readonly orm: Orm) {}

  /** @throws {Error} when it does not. */
  async check(): Promise<void> {
    await this.orm.em.getConnection().execute('select 1 from agency limit 1');
  }
}

/** Refuses a login that policies would not hold, measures the database's clock and looks for replicas at start, and closes the pools last, when nobody asks any more. */
@Injectable()
class DatabaseLifecycle implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly orms: { readonly pages: Orm; readonly sync: Orm },
    private readonly watchers: {
      readonly clock: DatabaseClock;
      readonly progress: PostgresSyncProgressChannel;
      readonly replicas: ReadReplicas;
    },
  ) {}

  async onModuleInit(): Promise<void> {
    await refuseMightyLogin(this.orms.sync);
    await this.watchers.clock.start();
    await this.watchers.replicas.start();
  }

  async onApplicationShutdown(): Promise<void> {
    const { clock, progress, replicas } = this.watchers;
    clock.stop();
    await progress.close();
    await Promise.all([this.orms.pages.close(), this.orms.sync.close(), replicas.close()]);
  }
}

/** Binds the storage ports to Postgres. */
@Global()
@Module({
  providers: [
    ormProvider(PAGES_ORM, 'tributary-pages'),
    ormProvider(SYNC_ORM, 'tributary-sync'),
    READ_REPLICAS,
    ...REPOSITORIES,
    DatabaseProbe,
    {
      provide: DatabaseLifecycle,
      inject: [PAGES_ORM, SYNC_ORM, Clock, SyncProgressChannel, ReadReplicas],
      useFactory: (
        pages: Orm,
        sync: Orm,
        ...[clock, progress, replicas]: [DatabaseClock, PostgresSyncProgressChannel, ReadReplicas]
      ) => new DatabaseLifecycle({ pages, sync }, { clock, progress, replicas }),
    },
  ],
  exports: [...REPOSITORIES, DatabaseProbe],
})
export class PostgresModule {}
