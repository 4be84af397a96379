import {
  describeNetworkAccountRepositoryContract,
  describeQuarantineRepositoryContract,
  describeSaleRepositoryContract,
  describeSessionRepositoryContract,
  describeSyncAccountRepositoryContract,
  describeSyncRunRepositoryContract,
  type StorageHarness,
} from './contracts';
import {
  InMemoryNetworkAccountRepository,
  InMemoryQuarantineRepository,
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
  return Promise.resolve({
    accounts: new InMemoryNetworkAccountRepository(storage),
    syncAccounts: new InMemorySyncAccountRepository(storage),
    runs: new InMemorySyncRunRepository(storage),
    sales: new InMemorySaleRepository(storage),
    quarantine: new InMemoryQuarantineRepository(storage),
    sessions: new InMemorySessionRepository(clock),
    now: () => clock.now(),
    addAgency: () => Promise.resolve(crypto.randomUUID()),
    addMember: () => Promise.resolve(crypto.randomUUID()),
    stop: () => Promise.resolve(),
  });
}

describeQuarantineRepositoryContract('InMemoryQuarantineRepository', start);
describeSaleRepositoryContract('InMemorySaleRepository', start);
describeNetworkAccountRepositoryContract('InMemoryNetworkAccountRepository', start);
describeSyncAccountRepositoryContract('InMemorySyncAccountRepository', start);
describeSyncRunRepositoryContract('InMemorySyncRunRepository', start);
describeSessionRepositoryContract('InMemorySessionRepository', start);
