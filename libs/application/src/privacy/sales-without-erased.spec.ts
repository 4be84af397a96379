import { aSale } from '@tributary/domain/testing';
import type { SalePage } from '@tributary/ports';
import {
  InMemoryCustomerRepository,
  InMemoryErasureRepository,
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
      rawPage: new TextEncoder().encode(JSON.stringify(ROWS)),
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
    expect([...(await new CleanErasedPersons(erasures).run())]).toEqual([[key.agencyId, 1]]);
    const kept = () =>
      office.storage
        .pagesOf(key)
        .map(({ bytes }) => new TextDecoder().decode(bytes))
        .join();
    expect(kept()).not.toMatch(/canary/i);
    expect(kept()).toContain('bob@example.com');

    const later = new TextEncoder().encode(JSON.stringify([...ROWS, { id: 4 }]));
    const more = [aSale({ customerEmail: EMAIL }), aSale({ externalOrderId: 'b', customerEmail: EMAIL })];
    await sales.storePage({ ...page, rawPage: later, sales: more });
    expect(kept()).not.toMatch(/canary/i);
    expect(await customers.salesOf(key.agencyId, EMAIL)).toEqual([]);
    const aside = [...office.storage.rowsOf(key).quarantined.values()].map(({ raw }) => JSON.stringify(raw));
    expect(aside.at(-1)).not.toMatch(/canary/i);
  });
});
