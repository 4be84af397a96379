import type { Provider } from '@nestjs/common';
import { SalesWithoutErased } from '@tributary/application';
import {
  AgencyRepository,
  ClientAccounts,
  ClientRepository,
  AttemptLimiter,
  AuditReader,
  AuditTrail,
  Clock,
  CredentialCipher,
  CustomerRepository,
  ErasureRepository,
  ExchangeRateRepository,
  FiguresRepository,
  ImportedSaleRepository,
  ImportFileRepository,
  ImportRepository,
  InsightRepository,
  InvitationAcceptance,
  InvitationRepository,
  LastLookRepository,
  MemberIdentityRepository,
  MemberRepository,
  MemberSessions,
  NetworkAccountDirectory,
  NetworkAccountRepository,
  NetworkOutageRepository,
  NotificationEndpointRepository,
  NotificationRepository,
  PasswordResetRepository,
  PlatformDirectory,
  QuarantineRepository,
  RawPageRepository,
  ReconciliationRepository,
  RecoveryCodeRepository,
  RereadRequestRepository,
  RetentionRepository,
  SaleHistoryRepository,
  RollupMaintenance,
  SaleRepository,
  SaleRhythmRepository,
  SealedValueRepository,
  SecondFactorPolicy,
  SecondFactorRepository,
  SessionRepository,
  SyncAccountRepository,
  SyncProgressChannel,
  SyncRunRepository,
  TeamRepository,
} from '@tributary/ports';
import {
  DatabaseClock,
  PostgresAgencyRepository,
  PostgresClientAccounts,
  PostgresClientRepository,
  PostgresAttemptLimiter,
  PostgresAuditReader,
  PostgresAuditTrail,
  PostgresCustomerRepository,
  PostgresErasureRepository,
  PostgresExchangeRateRepository,
  PostgresFiguresRepository,
  PostgresImportedSaleRepository,
  PostgresImportFileRepository,
  PostgresImportRepository,
  PostgresInsightRepository,
  PostgresInvitationAcceptance,
  PostgresInvitationRepository,
  PostgresLastLookRepository,
  PostgresMemberIdentityRepository,
  PostgresMemberRepository,
  PostgresMemberSessions,
  PostgresNetworkAccountDirectory,
  PostgresNetworkAccountRepository,
  PostgresNetworkOutageRepository,
  PostgresNotificationEndpointRepository,
  PostgresNotificationRepository,
  PostgresPasswordResetRepository,
  PostgresPlatformDirectory,
  PostgresQuarantineRepository,
  PostgresRawPageRepository,
  PostgresReconciliationRepository,
  PostgresRecoveryCodeRepository,
  PostgresRereadRequestRepository,
  PostgresRetentionRepository,
  PostgresSaleHistoryRepository,
  PostgresRollupMaintenance,
  PostgresSaleRepository,
  PostgresSaleRhythmRepository,
  PostgresSealedValueRepository,
  PostgresSecondFactorPolicy,
  PostgresSecondFactorRepository,
  PostgresSessionRepository,
  PostgresSyncAccountRepository,
  PostgresSyncProgressChannel,
  PostgresSyncRunRepository,
  PostgresTeamRepository,
  ReadReplicas,
} from '@tributary/postgres';
import { onBothPools } from './on-both-pools';
import { onReplicas } from './on-replicas';
import {
  type Orm,
  PAGES_ORM,
  replicatedRepository,
  repository,
  sharedRepository,
  SYNC_ORM,
} from './postgres-pools';
import { READS_OF_REPLICAS } from './reads-of-replicas';

const OF_ONE_KIND: Provider[] = [
  repository(AgencyRepository, PostgresAgencyRepository, PAGES_ORM),
  repository(AuditReader, PostgresAuditReader, PAGES_ORM),
  repository(AuditTrail, PostgresAuditTrail, PAGES_ORM),
  repository(TeamRepository, PostgresTeamRepository, PAGES_ORM),
  repository(PlatformDirectory, PostgresPlatformDirectory, PAGES_ORM),
  repository(MemberRepository, PostgresMemberRepository, PAGES_ORM),
  repository(InvitationRepository, PostgresInvitationRepository, PAGES_ORM),
  repository(InvitationAcceptance, PostgresInvitationAcceptance, PAGES_ORM),
  repository(PasswordResetRepository, PostgresPasswordResetRepository, PAGES_ORM),
  repository(MemberIdentityRepository, PostgresMemberIdentityRepository, PAGES_ORM),
  repository(SealedValueRepository, PostgresSealedValueRepository, PAGES_ORM),
  repository(ClientRepository, PostgresClientRepository, PAGES_ORM),
  repository(ClientAccounts, PostgresClientAccounts, PAGES_ORM),
  repository(SessionRepository, PostgresSessionRepository, PAGES_ORM),
  repository(MemberSessions, PostgresMemberSessions, PAGES_ORM),
  repository(SecondFactorRepository, PostgresSecondFactorRepository, PAGES_ORM),
  repository(SecondFactorPolicy, PostgresSecondFactorPolicy, PAGES_ORM),
  repository(RecoveryCodeRepository, PostgresRecoveryCodeRepository, PAGES_ORM),
  repository(AttemptLimiter, PostgresAttemptLimiter, PAGES_ORM),
  repository(NetworkAccountRepository, PostgresNetworkAccountRepository, PAGES_ORM),
  repository(NetworkAccountDirectory, PostgresNetworkAccountDirectory, PAGES_ORM),
  replicatedRepository(FiguresRepository, PostgresFiguresRepository, READS_OF_REPLICAS.figures),
  repository(InsightRepository, PostgresInsightRepository, PAGES_ORM),
  repository(ImportRepository, PostgresImportRepository, PAGES_ORM),
  repository(ImportedSaleRepository, PostgresImportedSaleRepository, SYNC_ORM),
  replicatedRepository(SaleHistoryRepository, PostgresSaleHistoryRepository, READS_OF_REPLICAS.history),
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
  repository(RetentionRepository, PostgresRetentionRepository, PAGES_ORM),
  repository(RollupMaintenance, PostgresRollupMaintenance, SYNC_ORM),
  repository(SyncProgressChannel, PostgresSyncProgressChannel, SYNC_ORM),
  repository(Clock, DatabaseClock, SYNC_ORM),
];

/** Pages read sales and the sync writes them; writing seals raw pages, so it needs the cipher. */
const SALES: Provider = {
  provide: SaleRepository,
  inject: [SYNC_ORM, PAGES_ORM, CredentialCipher, ReadReplicas],
  useFactory: (sync: Orm, pages: Orm, ...[cipher, replicas]: [CredentialCipher, ReadReplicas]) =>
    onBothPools<SaleRepository>(
      new SalesWithoutErased(
        new PostgresSaleRepository(sync, cipher),
        new PostgresErasureRepository(sync, cipher),
      ),
      onReplicas<SaleRepository>(new PostgresSaleRepository(pages, cipher), replicas, {
        names: READS_OF_REPLICAS.sales,
        of: (orm) => new PostgresSaleRepository(orm, cipher),
      }),
      { ofPages: READS_OF_REPLICAS.sales },
    ),
};

const CUSTOMERS: Provider = {
  provide: CustomerRepository,
  inject: [PAGES_ORM, CredentialCipher],
  useFactory: (orm: Orm, cipher: CredentialCipher) => new PostgresCustomerRepository(orm, cipher),
};

const ERASURES: Provider = {
  provide: ErasureRepository,
  inject: [PAGES_ORM, CredentialCipher],
  useFactory: (orm: Orm, cipher: CredentialCipher) => new PostgresErasureRepository(orm, cipher),
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

/** The storage ports, bound to Postgres. */
export const REPOSITORIES: readonly Provider[] = [
  ...OF_ONE_KIND,
  SALES,
  CUSTOMERS,
  ERASURES,
  QUARANTINE,
  RAW_PAGES,
  IMPORT_FILES,
];
