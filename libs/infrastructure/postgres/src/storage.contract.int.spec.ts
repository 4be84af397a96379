import { aMember } from '@tributary/domain/testing';
import {
  describeAuditContract,
  describeAttemptLimiterContract,
  describeBookingContract,
  describeClaimContract,
  describeClientContracts,
  describeCustomerRepositoryContract,
  describeNetworkAccountRepositoryContract,
  describeNotificationRepositoryContract,
  describeInvitationContract,
  describeNetworkOutageRepositoryContract,
  describePasswordResetContract,
  describeImportContracts,
  describeMemberIdentityRepositoryContract,
  describePlatformDirectoryContract,
  describeQuarantineRepositoryContract,
  describeRawPageRepositoryContract,
  describeReconciliationRepositoryContract,
  describeRepeatedPagesContract,
  describeRereadRequestRepositoryContract,
  describeSaleHistoryRepositoryContract,
  describeSaleRepositoryContract,
  describeSaleRhythmRepositoryContract,
  describeSecondFactorContract,
  describeSealedValueRepositoryContract,
  describeSessionRepositoryContract,
  describeSyncAccountRepositoryContract,
  describeSyncRunRepositoryContract,
  describeTeamContract,
  type StorageHarness,
} from '@tributary/ports/testing';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { PostgresNetworkAccountRepository } from './account/network-account.repository';
import { PostgresNetworkOutageRepository } from './account/network-outage.repository';
import { PostgresRereadRequestRepository } from './account/reread-request.repository';
import { PostgresSaleRhythmRepository } from './account/sale-rhythm.repository';
import { PostgresSyncAccountRepository } from './account/sync-account.repository';
import { PostgresSyncRunRepository } from './account/sync-run.repository';
import { PostgresAuditReader } from './audit/audit-reader.repository';
import { PostgresAuditTrail } from './audit/audit-trail.repository';
import { PostgresClientAccounts } from './client/client-accounts.repository';
import { PostgresClientRepository } from './client/client.repository';
import { PostgresCustomerRepository } from './customer/customer.repository';
import { PostgresErasureRepository } from './customer/erasure.repository';
import { PostgresRetentionRepository } from './customer/retention.repository';
import { PostgresLastLookRepository } from './history/last-look.repository';
import { PostgresSaleHistoryRepository } from './history/sale-history.repository';
import { PostgresImportFileRepository } from './import/import-file.repository';
import { PostgresImportRepository } from './import/import.repository';
import { PostgresImportedSaleRepository } from './import/imported-sale.repository';
import { PostgresAgencyRepository } from './identity/agency.repository';
import { PostgresAttemptLimiter } from './identity/attempt-limiter.repository';
import { PostgresMemberIdentityRepository } from './identity/member-identity.repository';
import { PostgresInvitationAcceptance } from './identity/invitation-acceptance.repository';
import { PostgresInvitationRepository } from './identity/invitation.repository';
import { PostgresPasswordResetRepository } from './identity/password-reset.repository';
import { PostgresTeamRepository } from './identity/team.repository';
import { PostgresMemberRepository } from './identity/member.repository';
import { PostgresMemberSessions } from './identity/member-sessions.repository';
import { PostgresPresence } from './identity/presence.repository';
import { PostgresRecoveryCodeRepository } from './identity/recovery-code.repository';
import { PostgresSecondFactorPolicy } from './identity/second-factor-policy.repository';
import { PostgresSecondFactorRepository } from './identity/second-factor.repository';
import { PostgresSessionRepository } from './identity/session.repository';
import { PostgresNotificationEndpointRepository } from './notification/notification-endpoint.repository';
import { PostgresNotificationRepository } from './notification/notification.repository';
import { PostgresPlatformDirectory } from './platform/platform-directory.repository';
import { PostgresReconciliationRepository } from './reconciliation/reconciliation.repository';
import { PostgresQuarantineRepository } from './sale/quarantine.repository';
import { PostgresRawPageRepository } from './sale/raw-page.repository';
import { PostgresSaleRepository } from './sale/sale.repository';
import { PostgresSealedValueRepository } from './sealed/sealed-value.repository';
import { ClientSchema } from './schemas/client.schema';
import { inAgency } from './tenancy';
import { createTestDatabase } from './testing';
import { anAgency, MirrorCipher, rowsOf } from './testing/world';

async function start(): Promise<StorageHarness> {
  const database = await createTestDatabase();
  const { orm, owner } = database;
  return {
    accounts: new PostgresNetworkAccountRepository(orm),
    syncAccounts: new PostgresSyncAccountRepository(orm),
    runs: new PostgresSyncRunRepository(orm),
    sales: new PostgresSaleRepository(orm, new MirrorCipher()),
    history: new PostgresSaleHistoryRepository(orm),
    looks: new PostgresLastLookRepository(orm),
    quarantine: new PostgresQuarantineRepository(orm, new MirrorCipher()),
    rawPages: new PostgresRawPageRepository(orm, new MirrorCipher()),
    reconciliation: new PostgresReconciliationRepository(orm),
    rereads: new PostgresRereadRequestRepository(orm),
    outages: new PostgresNetworkOutageRepository(orm),
    rhythms: new PostgresSaleRhythmRepository(orm),
    notificationEndpoints: new PostgresNotificationEndpointRepository(orm),
    notifications: new PostgresNotificationRepository(orm),
    imports: new PostgresImportRepository(orm),
    customers: new PostgresCustomerRepository(orm, new MirrorCipher()),
    erasures: new PostgresErasureRepository(orm, new MirrorCipher()),
    retention: new PostgresRetentionRepository(orm),
    importFiles: new PostgresImportFileRepository(orm, new MirrorCipher()),
    importedSales: new PostgresImportedSaleRepository(orm),
    sealedValues: new PostgresSealedValueRepository(orm),
    sessions: new PostgresSessionRepository(orm),
    presence: new PostgresPresence(orm),
    memberSessions: new PostgresMemberSessions(orm),
    audit: new PostgresAuditTrail(orm),
    auditReader: new PostgresAuditReader(orm),
    secondFactors: new PostgresSecondFactorRepository(orm),
    recoveryCodes: new PostgresRecoveryCodeRepository(orm),
    secondFactorPolicy: new PostgresSecondFactorPolicy(orm),
    attempts: new PostgresAttemptLimiter(orm),
    members: new PostgresMemberRepository(orm),
    agencies: new PostgresAgencyRepository(orm),
    platform: new PostgresPlatformDirectory(orm),
    memberIdentities: new PostgresMemberIdentityRepository(orm),
    team: new PostgresTeamRepository(orm),
    invitations: new PostgresInvitationRepository(orm),
    acceptance: new PostgresInvitationAcceptance(orm),
    resets: new PostgresPasswordResetRepository(orm),
    clients: new PostgresClientRepository(orm),
    clientAccounts: new PostgresClientAccounts(orm),
    now: () => new Date(),
    pass: (milliseconds) => delay(milliseconds),
    skipProbeWait: async (network) => {
      await rowsOf(owner, 'update network_outage set next_probe_at = now() where network = $1', [network]);
    },
    addAgency: () => anAgency(orm),
    setHistoryRead: async ({ agencyId, accountId }, at) => {
      await rowsOf(
        owner,
        `update network_account set checkpoint = $3, last_warm_at = $3, last_cold_at = $3, last_good_sync_at = $3
         where agency_id = $1 and id = $2`,
        [agencyId, accountId, at.toISOString()],
      );
    },
    setSuspended: (agencyId, isSuspended) =>
      new PostgresAgencyRepository(orm).setSuspended(agencyId, isSuspended),
    addMember: async (agencyId, overrides = {}) => {
      const id = randomUUID();
      const member = aMember({ id, agencyId, email: `${id}@example.com`, ...overrides });
      await new PostgresMemberRepository(orm).add(member, 'hash');
      return id;
    },
    addClient: async (agencyId) => {
      const id = randomUUID();
      await inAgency(orm, agencyId, (em) => em.insert(ClientSchema, { agencyId, id, name: `client ${id}` }));
      return id;
    },
    stop: () => database.drop(),
  };
}

describeAuditContract('Postgres', start);
describeBookingContract('PostgresSaleRepository', start);
describeClaimContract('Postgres', start);
describeClientContracts('Postgres', start);
describeCustomerRepositoryContract('PostgresCustomerRepository', start);
describeNotificationRepositoryContract('PostgresNotificationRepository', start);
describeInvitationContract('PostgresInvitationRepository', start);
describeNetworkOutageRepositoryContract('PostgresNetworkOutageRepository', start);
describeImportContracts('Postgres', start);
describeMemberIdentityRepositoryContract('PostgresMemberIdentityRepository', start);
describePasswordResetContract('PostgresPasswordResetRepository', start);
describePlatformDirectoryContract('PostgresPlatformDirectory', start);
describeQuarantineRepositoryContract('PostgresQuarantineRepository', start);
describeRawPageRepositoryContract('PostgresRawPageRepository', start);
describeReconciliationRepositoryContract('PostgresReconciliationRepository', start);
describeRereadRequestRepositoryContract('PostgresRereadRequestRepository', start);
describeRepeatedPagesContract('PostgresSaleRepository', start);
describeSaleHistoryRepositoryContract('PostgresSaleHistoryRepository', start);
describeSaleRepositoryContract('PostgresSaleRepository', start);
describeNetworkAccountRepositoryContract('PostgresNetworkAccountRepository', start);
describeSyncAccountRepositoryContract('PostgresSyncAccountRepository', start);
describeSyncRunRepositoryContract('PostgresSyncRunRepository', start);
describeSaleRhythmRepositoryContract('PostgresSaleRhythmRepository', start);
describeSealedValueRepositoryContract('PostgresSealedValueRepository', start);
describeSessionRepositoryContract('PostgresSessionRepository', start);
describeSecondFactorContract('PostgresSecondFactorRepository', start);
describeAttemptLimiterContract('PostgresAttemptLimiter', start);
describeTeamContract('PostgresTeamRepository', start);
