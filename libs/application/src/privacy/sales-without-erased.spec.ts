import { aSale } from '@tributary/domain/testing';
import type { SalePage } from '@tributary/ports';
import {
  InMemoryCustomerRepository,
  InMemoryErasureRepository,
  InMemoryImportFiles,
  InMemoryImportRepository,
  InMemorySaleRepository,
} from '@tributary/ports/testing';
import { AGENCY, CLICKBANK, Office } from '../testing/office';
import { CleanErasedPersons } from './clean-erased-persons';
import { SalesWithoutErased } from './sales-without-erased';

const EMAIL = 'ada.canary@example.com';
const ROWS = [
  { id: 1, buyer: { email: EMAIL, first_name: 'Canary' } },
  { id: 2, buyer: { email: 'bob@example.com', first_name: 'Bob' } },
];

describe('an erased person', () => {
  it('is taken out of what is kept, and of whatever is told of them later', async () => {
    const office = await Office.open();
    const accountId = await office.connect();
    const key = { agencyId: AGENCY.id, accountId };
    const page: SalePage = {
      ...{ account: { ...key, network: CLICKBANK }, runId: 'run-1' },
      rawPages: [{ bytes: new TextEncoder().encode(JSON.stringify(ROWS)), told: null }],
      sales: [aSale({ customerEmail: EMAIL })],
      quarantined: [{ reason: 'unreadable', raw: { id: 3, note: `mail to ${EMAIL}` } }],
      ...{ reversals: [], completeLinkKeys: [], neverPaid: [], dailyTotals: [] },
      ...{ checkpoint: null, completedTier: null },
    };
    const erasures = new InMemoryErasureRepository(office.storage);
    const customers = new InMemoryCustomerRepository(office.storage);
    const sales = new SalesWithoutErased(new InMemorySaleRepository(office.storage), erasures);
    await sales.storePage(page);
    expect(await customers.find({ ...key, externalOrderId: 'order-1' })).toEqual({ email: EMAIL });

    expect(await erasures.erase(key.agencyId, EMAIL.toUpperCase())).toBe(1);
    const files = new InMemoryImportFiles();
    const imports = new InMemoryImportRepository(office.storage, files);
    const cleaning = new CleanErasedPersons({ erasures, imports, files });
    expect([...(await cleaning.run())]).toEqual([[key.agencyId, 1]]);
    const kept = () =>
      office.storage
        .pagesOf(key)
        .map(({ bytes }) => new TextDecoder().decode(bytes))
        .join();
    expect(kept()).not.toMatch(/canary/i);
    expect(kept()).toContain('bob@example.com');

    const later = new TextEncoder().encode(JSON.stringify([...ROWS, { id: 4 }]));
    const more = [aSale({ customerEmail: EMAIL }), aSale({ externalOrderId: 'b', customerEmail: EMAIL })];
    await sales.storePage({ ...page, rawPages: [{ bytes: later, told: null }], sales: more });
    expect(kept()).not.toMatch(/canary/i);
    expect(await customers.salesOf(key.agencyId, EMAIL)).toEqual([]);
    const aside = [...office.storage.rowsOf(key).quarantined.values()].map(({ raw }) => JSON.stringify(raw));
    expect(aside.at(-1)).not.toMatch(/canary/i);
  });

  it('is asked for only where a page may tell of anybody', async () => {
    const office = await Office.open();
    const account = { agencyId: AGENCY.id, accountId: await office.connect(), network: CLICKBANK };
    let questions = 0;
    const erasures = new InMemoryErasureRepository(office.storage);
    const erasedAmong = erasures.erasedAmong.bind(erasures);
    erasures.erasedAmong = (...asked) => {
      questions += 1;
      return erasedAmong(...asked);
    };
    const sales = new SalesWithoutErased(new InMemorySaleRepository(office.storage), erasures);
    const asksFor = async (text: string | null, more: Partial<SalePage> = {}) => {
      const before = questions;
      await sales.storePage({
        ...{ account, runId: 'run-1', sales: [], quarantined: [], reversals: [], completeLinkKeys: [] },
        ...{ neverPaid: [], dailyTotals: [], checkpoint: null, completedTier: null },
        rawPages: text === null ? [] : [{ bytes: new TextEncoder().encode(text), told: null }],
        ...more,
      });
      return questions > before;
    };
    expect(await asksFor(null)).toBe(false);
    expect(await asksFor('[{"id":1,"rate":"100%","note":"50%4"}]')).toBe(false);
    expect(await asksFor('[{"link":"?100%&m=ada%40example.com"}]')).toBe(true);
    expect(await asksFor('[{"m":"ada@example.com"}]')).toBe(true);
    expect(await asksFor(null, { sales: [aSale({ customerEmail: EMAIL })] })).toBe(true);
    expect(await asksFor(null, { quarantined: [{ reason: 'unreadable', raw: { m: EMAIL } }] })).toBe(true);
  });
});
