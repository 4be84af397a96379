import { describeFiguresRepositoryContract, type FiguresHarness } from './contracts';
import {
  InMemoryExchangeRateRepository,
  InMemoryNetworkAccountRepository,
  InMemorySaleFigures,
  InMemorySaleRepository,
  InMemoryStorage,
  InMemorySyncRunRepository,
  SettableClock,
} from './fakes';

function start(): Promise<FiguresHarness> {
  const clock = new SettableClock('2026-03-20T00:00:00Z', 1);
  const storage = new InMemoryStorage(clock);
  const rates = new InMemoryExchangeRateRepository(clock);
  return Promise.resolve({
    accounts: new InMemoryNetworkAccountRepository(storage),
    runs: new InMemorySyncRunRepository(storage),
    sales: new InMemorySaleRepository(storage),
    figures: new InMemorySaleFigures(storage, rates),
    rates,
    now: () => clock.now(),
    addAgency: () => Promise.resolve(crypto.randomUUID()),
    stop: () => Promise.resolve(),
  });
}

describeFiguresRepositoryContract('InMemorySaleFigures', start);
