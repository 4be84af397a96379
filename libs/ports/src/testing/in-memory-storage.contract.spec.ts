import { aMember, anAgency } from '@tributary/domain/testing';
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
} from './contracts';
import {
  InMemoryAuditReader,
  InMemoryAuditTrail,
  InMemoryAttemptLimiter,
  InMemoryClientAccounts,
  InMemoryClientRepository,
  InMemoryCustomerRepository,
  InMemoryErasureRepository,
  InMemoryRetentionRepository,
  InMemoryImportedSales,
  InMemoryImportFiles,
  InMemoryImportRepository,
  InMemoryInvitationAcceptance,
  InMemoryInvitationRepository,
  InMemoryLastLookRepository,
  InMemoryMemberSessions,
  InMemoryAgencyRepository,
  InMemoryMemberIdentityRepository,
  InMemoryMemberRepository,
  InMemoryNetworkAccountRepository,
  InMemoryNetworkOutageRepository,
  InMemoryNotificationEndpointRepository,
  InMemoryNotificationRepository,
  InMemoryNotificationStorage,
  InMemoryPasswordResetRepository,
  InMemoryPlatformDirectory,
  InMemoryQuarantineRepository,
  InMemoryRawPageRepository,
  InMemoryReconciliationRepository,
  InMemoryRecoveryCodeRepository,
  InMemoryRereadRequestRepository,
  InMemorySaleHistoryRepository,
  InMemorySaleRepository,
  InMemorySaleRhythmRepository,
  InMemoryPresence,
  InMemorySecondFactorPolicy,
  InMemorySecondFactorRepository,
  InMemorySecondFactorStorage,
  InMemorySealedValueRepository,
  InMemorySessionRepository,
  InMemoryStorage,
  InMemorySyncAccountRepository,
  InMemorySyncRunRepository,
  InMemoryTeamRepository,
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
  const agencies = new InMemoryAgencyRepository();
  const imports = new InMemoryImportRepository(storage, files);
  const sessions = new InMemorySessionRepository(clock);
  const factors = new InMemorySecondFactorStorage();
  const policy = new InMemorySecondFactorPolicy(factors);
  const clients = new InMemoryClientRepository(storage, members);
  const invitations = new InMemoryInvitationRepository(clients, clock);
  const team = new InMemoryTeamRepository(members, clients, clock);
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
    customers: new InMemoryCustomerRepository(storage),
    erasures: new InMemoryErasureRepository(storage),
    retention: new InMemoryRetentionRepository(storage),
    importFiles: files,
    importedSales: new InMemoryImportedSales(storage, imports, files),
    sessions,
    presence: new InMemoryPresence({ members, agencies, sessions, policy }),
    memberSessions: new InMemoryMemberSessions(sessions),
    audit,
    auditReader: new InMemoryAuditReader(audit),
    secondFactors: new InMemorySecondFactorRepository(factors),
    recoveryCodes: new InMemoryRecoveryCodeRepository(factors),
    secondFactorPolicy: policy,
    attempts: new InMemoryAttemptLimiter(clock),
    members,
    agencies,
    platform: new InMemoryPlatformDirectory({ agencies, members, team, outages, storage }),
    memberIdentities: new InMemoryMemberIdentityRepository(members),
    sealedValues: new InMemorySealedValueRepository(shared, factors),
    team,
    invitations,
    acceptance: new InMemoryInvitationAcceptance(invitations, members),
    resets: new InMemoryPasswordResetRepository(members, sessions, clock),
    clients,
    clientAccounts: new InMemoryClientAccounts(storage, clients),
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
    addAgency: async () => {
      const agency = anAgency({ id: crypto.randomUUID() });
      await agencies.add(agency);
      return agency.id;
    },
    setHistoryRead: (key, at) => {
      storage.changeAccount(key, ({ account, ...stored }) => ({
        ...stored,
        account: {
          ...account,
          history: { checkpoint: at, lastWarmAt: at, lastColdAt: at },
          lastGoodSyncAt: at,
        },
      }));
      return Promise.resolve();
    },
    setSuspended: (agencyId, isSuspended) => {
      if (isSuspended) storage.suspendedAgencies.add(agencyId);
      else storage.suspendedAgencies.delete(agencyId);
      return agencies.setSuspended(agencyId, isSuspended);
    },
    addMember: async (agencyId, overrides = {}) => {
      const id = crypto.randomUUID();
      await members.add(aMember({ id, agencyId, email: `${id}@example.com`, ...overrides }), 'hash');
      return id;
    },
    addClient: async (agencyId) => {
      const id = crypto.randomUUID();
      await clients.add({ id, agencyId, name: `client ${id}` });
      return id;
    },
    stop: () => Promise.resolve(),
  });
}

describeAuditContract('InMemoryAuditTrail', start);
describeBookingContract('InMemorySaleRepository', start);
describeClaimContract('InMemoryStorage', start);
describeClientContracts('InMemoryStorage', start);
describeCustomerRepositoryContract('InMemoryCustomerRepository', start);
describeNotificationRepositoryContract('InMemoryNotificationRepository', start);
describeInvitationContract('InMemoryInvitationRepository', start);
describeNetworkOutageRepositoryContract('InMemoryNetworkOutageRepository', start);
describeImportContracts('InMemoryStorage', start);
describeMemberIdentityRepositoryContract('InMemoryMemberIdentityRepository', start);
describePasswordResetContract('InMemoryPasswordResetRepository', start);
describePlatformDirectoryContract('InMemoryPlatformDirectory', start);
describeQuarantineRepositoryContract('InMemoryQuarantineRepository', start);
describeRawPageRepositoryContract('InMemoryRawPageRepository', start);
describeReconciliationRepositoryContract('InMemoryReconciliationRepository', start);
describeRereadRequestRepositoryContract('InMemoryRereadRequestRepository', start);
describeRepeatedPagesContract('InMemorySaleRepository', start);
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
