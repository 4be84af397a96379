import type { SalePage, SaleRepository } from '@tributary/ports';
import type { TestDatabase } from '@tributary/postgres/testing';
import { setTimeout as delay } from 'node:timers/promises';
import type { Life } from './life';
import { replaced } from './replaced';

/** When the process dies while it stores a page, counted from 0. */
export interface Death {
  readonly page: number;
  readonly moment: 'before-commit' | 'after-commit';
}

interface Circumstances {
  readonly death: Death;
  readonly life: Life;
  readonly database: TestDatabase;
  readonly onDeath: () => void;
}

const DEADLINE_MS = 5_000;

/** Stores pages until one kills the process: its transaction is cut in the middle, or nobody hears that it was committed. */
export function killedSales(sales: SaleRepository, circumstances: Circumstances): SaleRepository {
  const { death, life, onDeath } = circumstances;
  let pages = 0;
  return replaced(sales, 'storePage', async (page) => {
    const number = pages;
    pages += 1;
    if (number !== death.page) return sales.storePage(page);
    if (death.moment === 'after-commit') await sales.storePage(page);
    else await cutInTheMiddle(sales, page, circumstances.database);
    onDeath();
    return life.end();
  });
}

/** Raw pages are stored after the sales: who waits for their table holds a transaction half done, and loses its connection. */
async function cutInTheMiddle(sales: SaleRepository, page: SalePage, database: TestDatabase): Promise<void> {
  await database.owner.em.fork().transactional(async (em) => {
    await em.execute('lock table raw_page in access exclusive mode');
    const storing = sales.storePage(page).then(
      () => 'stored',
      () => 'cut',
    );
    await terminateWaiting(database);
    if ((await storing) !== 'cut') throw new Error('The transaction that was to be cut went through');
  });
}

async function terminateWaiting(database: TestDatabase): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (Date.now() < deadline) {
    const ended = await database.owner.em.fork().execute<unknown[]>(`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`);
    if (ended.length > 0) return;
    await delay(5);
  }
  throw new Error('No transaction came to be cut');
}
