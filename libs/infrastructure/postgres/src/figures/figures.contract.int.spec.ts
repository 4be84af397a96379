import { describeFiguresRepositoryContract, type FiguresHarness } from '@tributary/ports/testing';
import { PostgresNetworkAccountRepository } from '../account/network-account.repository';
import { PostgresSyncRunRepository } from '../account/sync-run.repository';
import { PostgresSaleRepository } from '../sale/sale.repository';
import { createTestDatabase } from '../testing';
import { anAgency, MirrorCipher } from '../testing/world';
import { PostgresExchangeRateRepository } from './exchange-rate.repository';
import { PostgresFiguresRepository } from './figures.repository';

async function start(): Promise<FiguresHarness> {
  const database = await createTestDatabase();
  const { orm } = database;
  return {
    accounts: new PostgresNetworkAccountRepository(orm),
    runs: new PostgresSyncRunRepository(orm),
    sales: new PostgresSaleRepository(orm, new MirrorCipher()),
    figures: new PostgresFiguresRepository(orm),
    rates: new PostgresExchangeRateRepository(orm),
    now: () => new Date(),
    addAgency: () => anAgency(orm),
    stop: () => database.drop(),
  };
}

describeFiguresRepositoryContract('PostgresFiguresRepository', start);
