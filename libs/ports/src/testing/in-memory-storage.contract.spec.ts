import {
  describeAuditContract,
  describeAttemptLimiterContract,
  describeBookingContract,
  describeNetworkAccountRepositoryContract,
  describeNotificationRepositoryContract,
  describeNetworkOutageRepositoryContract,
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
  type StorageHarness,
} from './contracts';
import {
  InMemoryAuditReader,
  InMemoryAuditTrail,
  InMemoryAttemptLimiter,
  InMemoryImportedSales,
  InMemoryImportFiles,
  InMemoryImportRepository,
  InMemoryLastLookRepository,
  InMemoryMemberSessions,
  InMemoryMemberIdentityRepository,
  InMemoryMemberRepository,
  InMemoryNetworkAccountRepository,
  InMemoryNetworkOutageRepository,
  InMemoryNotificationEndpointRepository,
  InMemoryNotificationRepository,
  InMemoryNotificationStorage,
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
    addMember: () => Promise.resolve(crypto.randomUUID()),
    stop: () => Promise.resolve(),
  });
}

describeAuditContract('InMemoryAuditTrail', start);
describeBookingContract('InMemorySaleRepository', start);
describeNotificationRepositoryContract('InMemoryNotificationRepository', start);
describeNetworkOutageRepositoryContract('InMemoryNetworkOutageRepository', start);
describeImportContracts('InMemoryStorage', start);
describeMemberIdentityRepositoryContract('InMemoryMemberIdentityRepository', start);
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
