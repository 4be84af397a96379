import {
  describeBookingContract,
  describeNetworkAccountRepositoryContract,
  describeNotificationRepositoryContract,
  describeQuarantineRepositoryContract,
  describeReconciliationRepositoryContract,
  describeRereadRequestRepositoryContract,
  describeSaleHistoryRepositoryContract,
  describeSaleRepositoryContract,
  describeSessionRepositoryContract,
  describeSyncAccountRepositoryContract,
  describeSyncRunRepositoryContract,
  type StorageHarness,
} from './contracts';
import {
  InMemoryLastLookRepository,
  InMemoryNetworkAccountRepository,
  InMemoryNotificationEndpointRepository,
  InMemoryNotificationRepository,
  InMemoryNotificationStorage,
  InMemoryQuarantineRepository,
  InMemoryReconciliationRepository,
  InMemoryRereadRequestRepository,
  InMemorySaleHistoryRepository,
  InMemorySaleRepository,
  InMemorySessionRepository,
  InMemoryStorage,
  InMemorySyncAccountRepository,
  InMemorySyncRunRepository,
  SettableClock,
} from './fakes';

function start(): Promise<StorageHarness> {
  const clock = new SettableClock('2026-03-20T00:00:00Z', 1);
  const storage = new InMemoryStorage(clock);
  const shared = new InMemoryNotificationStorage(storage);
  return Promise.resolve({
    accounts: new InMemoryNetworkAccountRepository(storage),
    syncAccounts: new InMemorySyncAccountRepository(storage),
    runs: new InMemorySyncRunRepository(storage),
    sales: new InMemorySaleRepository(storage),
    history: new InMemorySaleHistoryRepository(storage),
    looks: new InMemoryLastLookRepository(),
    quarantine: new InMemoryQuarantineRepository(storage),
    reconciliation: new InMemoryReconciliationRepository(storage),
    rereads: new InMemoryRereadRequestRepository(),
    notificationEndpoints: new InMemoryNotificationEndpointRepository(shared),
    notifications: new InMemoryNotificationRepository(shared),
    sessions: new InMemorySessionRepository(clock),
    now: () => clock.now(),
    addAgency: () => Promise.resolve(crypto.randomUUID()),
    addMember: () => Promise.resolve(crypto.randomUUID()),
    stop: () => Promise.resolve(),
  });
}

describeBookingContract('InMemorySaleRepository', start);
describeNotificationRepositoryContract('InMemoryNotificationRepository', start);
describeQuarantineRepositoryContract('InMemoryQuarantineRepository', start);
describeReconciliationRepositoryContract('InMemoryReconciliationRepository', start);
describeRereadRequestRepositoryContract('InMemoryRereadRequestRepository', start);
describeSaleHistoryRepositoryContract('InMemorySaleHistoryRepository', start);
describeSaleRepositoryContract('InMemorySaleRepository', start);
describeNetworkAccountRepositoryContract('InMemoryNetworkAccountRepository', start);
describeSyncAccountRepositoryContract('InMemorySyncAccountRepository', start);
describeSyncRunRepositoryContract('InMemorySyncRunRepository', start);
describeSessionRepositoryContract('InMemorySessionRepository', start);
