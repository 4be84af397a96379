import {
  Global,
  Inject,
  Injectable,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
  type Provider,
} from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import {
  AgencyRepository,
  AuditReader,
  AuditTrail,
  Clock,
  CredentialCipher,
  ExchangeRateRepository,
  FiguresRepository,
  ImportedSaleRepository,
  ImportFileRepository,
  ImportRepository,
  InsightRepository,
  LastLookRepository,
  MemberRepository,
  MemberSessions,
  NetworkAccountDirectory,
  NetworkAccountRepository,
  NetworkOutageRepository,
  NotificationEndpointRepository,
  NotificationRepository,
  QuarantineRepository,
  RawPageRepository,
  ReconciliationRepository,
  RereadRequestRepository,
  SaleHistoryRepository,
  RollupMaintenance,
  SaleRepository,
  SaleRhythmRepository,
  SessionRepository,
  SyncAccountRepository,
  SyncProgressChannel,
  SyncRunRepository,
} from '@tributary/ports';
import {
  createOrm,
  DatabaseClock,
  PostgresAgencyRepository,
  PostgresAuditReader,
  PostgresAuditTrail,
  PostgresExchangeRateRepository,
  PostgresFiguresRepository,
  PostgresImportedSaleRepository,
  PostgresImportFileRepository,
  PostgresImportRepository,
  PostgresInsightRepository,
  PostgresLastLookRepository,
  PostgresMemberRepository,
  PostgresMemberSessions,
  PostgresNetworkAccountDirectory,
  PostgresNetworkAccountRepository,
  PostgresNetworkOutageRepository,
  PostgresNotificationEndpointRepository,
  PostgresNotificationRepository,
  PostgresQuarantineRepository,
  PostgresRawPageRepository,
  PostgresReconciliationRepository,
  PostgresRereadRequestRepository,
  PostgresSaleHistoryRepository,
  PostgresRollupMaintenance,
  PostgresSaleRepository,
  PostgresSaleRhythmRepository,
  PostgresSessionRepository,
  PostgresSyncAccountRepository,
  PostgresSyncProgressChannel,
  PostgresSyncRunRepository,
} from '@tributary/postgres';
import type { Environment } from './config';
import { onBothPools } from './on-both-pools';

type Orm = ReturnType<typeof createOrm>;

/** Pages and sync have a pool each: a hundred syncs in flight must not keep a dashboard waiting. */
const PAGES_ORM = Symbol('orm for pages');
const SYNC_ORM = Symbol('orm for the sync');

function ormProvider(token: symbol, applicationName: string): Provider {
  return {
    provide: token,
    inject: [ConfigService],
    useFactory: (config: ConfigService<Environment, true>) =>
      createOrm(config.get('DATABASE_URL', { infer: true }), {
        poolSize: config.get('DATABASE_POOL_SIZE', { infer: true }),
        applicationName,
      }),
  };
}

function repository<T>(port: abstract new () => T, adapter: new (orm: Orm) => T, orm: symbol): Provider {
  return { provide: port, inject: [orm], useFactory: (instance: Orm) => new adapter(instance) };
}

/** Of the sync, but for what pages ask. */
function sharedRepository<T extends object>(
  port: abstract new () => T,
  adapter: new (orm: Orm) => T,
  ofPages: readonly (keyof T)[],
): Provider {
  return {
    provide: port,
    inject: [SYNC_ORM, PAGES_ORM],
    useFactory: (sync: Orm, pages: Orm) => onBothPools(new adapter(sync), new adapter(pages), { ofPages }),
  };
}

/** Tells whether the database answers and has been migrated. */
@Injectable()
export class DatabaseProbe {
  constructor(@Inject(PAGES_ORM) private readonly orm: Orm) {}

  /** @throws {Error} when it does not. */
  async check(): Promise<void> {
    await this.orm.em.getConnection().execute('select 1 from agency limit 1');
  }
}

/** Measures the database's clock at start and closes the pools last, when nobody asks any more. */
@Injectable()
class DatabaseLifecycle implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly orms: { readonly pages: Orm; readonly sync: Orm },
    private readonly clock: DatabaseClock,
    private readonly progress: PostgresSyncProgressChannel,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.clock.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.clock.stop();
    await this.progress.close();
    await Promise.all([this.orms.pages.close(), this.orms.sync.close()]);
  }
}

const REPOSITORIES: Provider[] = [
  repository(AgencyRepository, PostgresAgencyRepository, PAGES_ORM),
  repository(AuditReader, PostgresAuditReader, PAGES_ORM),
  repository(AuditTrail, PostgresAuditTrail, PAGES_ORM),
  repository(MemberRepository, PostgresMemberRepository, PAGES_ORM),
  repository(SessionRepository, PostgresSessionRepository, PAGES_ORM),
  repository(MemberSessions, PostgresMemberSessions, PAGES_ORM),
  repository(NetworkAccountRepository, PostgresNetworkAccountRepository, PAGES_ORM),
  repository(NetworkAccountDirectory, PostgresNetworkAccountDirectory, PAGES_ORM),
  repository(FiguresRepository, PostgresFiguresRepository, PAGES_ORM),
  repository(InsightRepository, PostgresInsightRepository, PAGES_ORM),
  repository(ImportRepository, PostgresImportRepository, PAGES_ORM),
  repository(ImportedSaleRepository, PostgresImportedSaleRepository, SYNC_ORM),
  repository(SaleHistoryRepository, PostgresSaleHistoryRepository, PAGES_ORM),
  repository(LastLookRepository, PostgresLastLookRepository, PAGES_ORM),
  repository(NotificationEndpointRepository, PostgresNotificationEndpointRepository, PAGES_ORM),
  repository(NotificationRepository, PostgresNotificationRepository, PAGES_ORM),
  repository(SyncAccountRepository, PostgresSyncAccountRepository, SYNC_ORM),
  sharedRepository(RereadRequestRepository, PostgresRereadRequestRepository, ['add']),
  sharedRepository(ReconciliationRepository, PostgresReconciliationRepository, ['results', 'compareDays']),
  repository(NetworkOutageRepository, PostgresNetworkOutageRepository, SYNC_ORM),
  sharedRepository(SaleRhythmRepository, PostgresSaleRhythmRepository, ['listOf']),
  sharedRepository(SyncRunRepository, PostgresSyncRunRepository, ['listRuns', 'readingsAsOf']),
  sharedRepository(ExchangeRateRepository, PostgresExchangeRateRepository, ['latestDay', 'rateOn', 'listOn']),
  repository(RollupMaintenance, PostgresRollupMaintenance, SYNC_ORM),
  repository(SyncProgressChannel, PostgresSyncProgressChannel, SYNC_ORM),
  repository(Clock, DatabaseClock, SYNC_ORM),
];

/** Pages read sales and the sync writes them; writing seals raw pages, so it needs the cipher. */
const SALES: Provider = {
  provide: SaleRepository,
  inject: [SYNC_ORM, PAGES_ORM, CredentialCipher],
  useFactory: (sync: Orm, pages: Orm, cipher: CredentialCipher) =>
    onBothPools(new PostgresSaleRepository(sync, cipher), new PostgresSaleRepository(pages, cipher), {
      ofPages: ['listSales'],
    }),
};

const RAW_PAGES: Provider = {
  provide: RawPageRepository,
  inject: [SYNC_ORM, CredentialCipher],
  useFactory: (orm: Orm, cipher: CredentialCipher) => new PostgresRawPageRepository(orm, cipher),
};

const QUARANTINE: Provider = {
  provide: QuarantineRepository,
  inject: [PAGES_ORM, CredentialCipher],
  useFactory: (orm: Orm, cipher: CredentialCipher) => new PostgresQuarantineRepository(orm, cipher),
};

/** Of another pool than the commit that reads from it: commits in flight must not wait for each other's connections. */
const IMPORT_FILES: Provider = {
  provide: ImportFileRepository,
  inject: [PAGES_ORM, CredentialCipher],
  useFactory: (orm: Orm, cipher: CredentialCipher) => new PostgresImportFileRepository(orm, cipher),
};

/** Binds the storage ports to Postgres. */
@Global()
@Module({
  providers: [
    ormProvider(PAGES_ORM, 'tributary-pages'),
    ormProvider(SYNC_ORM, 'tributary-sync'),
    ...REPOSITORIES,
    SALES,
    QUARANTINE,
    RAW_PAGES,
    IMPORT_FILES,
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
  exports: [...REPOSITORIES, SALES, QUARANTINE, RAW_PAGES, IMPORT_FILES, DatabaseProbe],
})
export class PostgresModule {}
