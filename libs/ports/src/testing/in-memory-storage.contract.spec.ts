import { aMember } from '@tributary/domain/testing';
import {
  describeAuditContract,
  describeAttemptLimiterContract,
  describeBookingContract,
  describeNetworkAccountRepositoryContract,
  describeNotificationRepositoryContract,
  describeInvitationContract,
  describeNetworkOutageRepositoryContract,
  describePasswordResetContract,
  describeImportContracts,
  describeMemberIdentityRepositoryContract,
  describeQuarantineRepositoryContract,
  describeRawPageRepositoryContract,
  describeReconciliationRepositoryContract,
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
} from './contracts';
import {
  InMemoryAuditReader,
  InMemoryAuditTrail,
  InMemoryAttemptLimiter,
  InMemoryImportedSales,
  InMemoryImportFiles,
  InMemoryImportRepository,
  InMemoryInvitationAcceptance,
  InMemoryInvitationRepository,
  InMemoryLastLookRepository,
  InMemoryMemberSessions,
  InMemoryMemberIdentityRepository,
  InMemoryMemberRepository,
  InMemoryNetworkAccountRepository,
  InMemoryNetworkOutageRepository,
  InMemoryNotificationEndpointRepository,
  InMemoryNotificationRepository,
  InMemoryNotificationStorage,
  InMemoryPasswordResetRepository,
  InMemoryQuarantineRepository,
  InMemoryRawPageRepository,
  InMemoryReconciliationRepository,
  InMemoryRecoveryCodeRepository,
  InMemoryRereadRequestRepository,
  InMemorySaleHistoryRepository,
  InMemorySaleRepository,
  InMemorySaleRhythmRepository,
  InMemorySecondFactorPolicy,
  InMemorySecondFactorRepository,
  InMemorySecondFactorStorage,
  InMemorySealedValueRepository,
  InMemorySessionRepository,
  InMemoryStorage,
  InMemorySyncAccountRepository,
  InMemorySyncRunRepository,
  InMemoryTeamRepository,
  ListedClients,
  SettableClock,
} from './fakes';

function start(): Promise<StorageHarness> {
  const clock = new SettableClock('2026-03-20T00:00:00Z', 1);
  const storage = new InMemoryStorage(clock);
  const audit = new InMemoryAuditTrail(clock);
  const shared = new InMemoryNotificationStorage(storage);
  const outages = new InMemoryNetworkOutageRepository(storage);
  const files = new InMemoryImportFiles();
  const members = new InMemoryMemberRepository();
  const imports = new InMemoryImportRepository(storage, files);
  const sessions = new InMemorySessionRepository(clock);
  const factors = new InMemorySecondFactorStorage();
  const clients = new ListedClients();
  const invitations = new InMemoryInvitationRepository(clients, clock);
  return Promise.resolve({
    accounts: new InMemoryNetworkAccountRepository(storage),
    syncAccounts: new InMemorySyncAccountRepository(storage),
    runs: new InMemorySyncRunRepository(storage),
    sales: new InMemorySaleRepository(storage),
    history: new InMemorySaleHistoryRepository(storage),
    looks: new InMemoryLastLookRepository(),
    quarantine: new InMemoryQuarantineRepository(storage),
    rawPages: new InMemoryRawPageRepository(storage),
    reconciliation: new InMemoryReconciliationRepository(storage),
    rereads: new InMemoryRereadRequestRepository(),
    outages,
    rhythms: new InMemorySaleRhythmRepository(storage),
    notificationEndpoints: new InMemoryNotificationEndpointRepository(shared),
    notifications: new InMemoryNotificationRepository(shared),
    imports,
    importFiles: files,
    importedSales: new InMemoryImportedSales(storage, imports, files),
    sessions,
    memberSessions: new InMemoryMemberSessions(sessions),
    audit,
    auditReader: new InMemoryAuditReader(audit),
    secondFactors: new InMemorySecondFactorRepository(factors),
    recoveryCodes: new InMemoryRecoveryCodeRepository(factors),
    secondFactorPolicy: new InMemorySecondFactorPolicy(factors),
    attempts: new InMemoryAttemptLimiter(clock),
    members,
    memberIdentities: new InMemoryMemberIdentityRepository(members),
    sealedValues: new InMemorySealedValueRepository(shared, factors),
    team: new InMemoryTeamRepository(members, clients, clock),
    invitations,
    acceptance: new InMemoryInvitationAcceptance(invitations, members),
    resets: new InMemoryPasswordResetRepository(members, sessions, clock),
    now: () => clock.now(),
    pass: (milliseconds) => {
      clock.advance(milliseconds);
      return Promise.resolve();
    },
    skipProbeWait: (network) => {
      const outage = outages.outages.get(network);
      if (outage) outages.outages.set(network, { ...outage, nextProbeAt: 0 });
      return Promise.resolve();
    },
    addAgency: () => Promise.resolve(crypto.randomUUID()),
    setSuspended: (agencyId, isSuspended) => {
      if (isSuspended) storage.suspendedAgencies.add(agencyId);
      else storage.suspendedAgencies.delete(agencyId);
      return Promise.resolve();
    },
    addMember: async (agencyId, overrides) => {
      const id = crypto.randomUUID();
      await members.add(aMember({ id, agencyId, email: `${id}@example.com`, ...overrides }), 'hash');
      return id;
    },
    addClient: (agencyId) => {
      const id = crypto.randomUUID();
      clients.add(agencyId, id);
      return Promise.resolve(id);
    },
    stop: () => Promise.resolve(),
  });
}

describeAuditContract('InMemoryAuditTrail', start);
describeBookingContract('InMemorySaleRepository', start);
describeNotificationRepositoryContract('InMemoryNotificationRepository', start);
describeInvitationContract('InMemoryInvitationRepository', start);
describeNetworkOutageRepositoryContract('InMemoryNetworkOutageRepository', start);
describeImportContracts('InMemoryStorage', start);
describeMemberIdentityRepositoryContract('InMemoryMemberIdentityRepository', start);
describePasswordResetContract('InMemoryPasswordResetRepository', start);
describeQuarantineRepositoryContract('InMemoryQuarantineRepository', start);
describeRawPageRepositoryContract('InMemoryRawPageRepository', start);
describeReconciliationRepositoryContract('InMemoryReconciliationRepository', start);
describeRereadRequestRepositoryContract('InMemoryRereadRequestRepository', start);
describeSaleHistoryRepositoryContract('InMemorySaleHistoryRepository', start);
describeSaleRepositoryContract('InMemorySaleRepository', start);
describeNetworkAccountRepositoryContract('InMemoryNetworkAccountRepository', start);
describeSyncAccountRepositoryContract('InMemorySyncAccountRepository', start);
describeSyncRunRepositoryContract('InMemorySyncRunRepository', start);
describeSaleRhythmRepositoryContract('InMemorySaleRhythmRepository', start);
describeSealedValueRepositoryContract('InMemorySealedValueRepository', start);
describeSessionRepositoryContract('InMemorySessionRepository', start);
describeSecondFactorContract('InMemorySecondFactorRepository', start);
describeAttemptLimiterContract('InMemoryAttemptLimiter', start);
describeTeamContract('InMemoryTeamRepository', start);
