import { calendarDay, type CalendarDay, currency, type ComparedDay } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import type { NetworkTotal } from '../../network-gateway';
import type { ComparisonQuestion } from '../../reconciliation-repository';
import type { SalePage } from '../../sale-repository';
import {
  connected,
  type ConnectedAccount,
  newPage,
  startedStorage,
  type StorageHarness,
  storeNew,
} from './storage-harness';

const DAY = calendarDay('2026-03-14');
const ZONE = 'America/Los_Angeles';
const NOTHING = { grossCommission: null, voidedCommission: null, netCommission: null, reversals: null };
const QUESTION: ComparisonQuestion = {
  first: calendarDay('2026-03-01'),
  last: calendarDay('2026-03-31'),
  reversalsCountOn: 'own-day',
  counts: 'sales',
};

function aTotal(overrides: Partial<NetworkTotal> = {}): NetworkTotal {
  return {
    ...{ day: DAY, zone: ZONE, currency: currency('USD'), ...NOTHING, conversions: 1, visits: null },
    ...overrides,
  };
}

/** What every storage must do to compare a network's own totals with what it holds. */
export function describeReconciliationRepositoryContract(
  name: string,
  start: () => Promise<StorageHarness>,
): void {
  describe(`${name} as a ReconciliationRepository`, () => {
    const storage = startedStorage(start);
    let account: ConnectedAccount;
    beforeEach(async () => {
      account = await connected(storage());
    });

    const store = (page: Partial<SalePage>, owner = account) => storeNew(storage(), owner, page);
    const state = (day: CalendarDay, ...totals: readonly NetworkTotal[]) =>
      storage().reconciliation.storeTotals(account, [{ day, zone: ZONE, totals }]);
    const compare = (changes: Partial<ComparisonQuestion> = {}) =>
      storage().reconciliation.compareDays(account, { ...QUESTION, ...changes });
    const compareDay = async (changes: Partial<ComparisonQuestion> = {}): Promise<ComparedDay> => {
      const [day] = await compare(changes);
      if (!day) throw new Error('The network has stated no day');
      return day;
    };

    it('puts the network’s figures beside those of the rows of its own day', async () => {
      await state(DAY, aTotal({ conversions: 2, grossCommission: '80.5' }));
      await store({
        sales: [
          aSale({ externalOrderId: 'first', saleDate: new Date('2026-03-14T07:00:00Z') }),
          aSale({ externalOrderId: 'last', saleDate: new Date('2026-03-15T06:59:59Z'), commission: '2.5' }),
          aSale({ externalOrderId: 'before', saleDate: new Date('2026-03-14T06:59:59Z') }),
          aSale({ externalOrderId: 'after', saleDate: new Date('2026-03-15T07:00:00Z') }),
        ],
      });
      const sibling = await connected(storage(), { agencyId: account.agencyId });
      await store({ sales: [aSale()] }, sibling);
      expect(await compareDay()).toMatchObject({
        day: DAY,
        startsAt: new Date('2026-03-14T07:00:00Z'),
        endsAt: new Date('2026-03-15T07:00:00Z'),
        amounts: [
          {
            currency: 'USD',
            network: { ...NOTHING, conversions: 2, grossCommission: '80.5000' },
            ours: { conversions: 2, reversals: 0, grossCommission: '42.5000', netCommission: '42.5000' },
          },
        ],
      });
    });

    it('has a day of 23 hours where the clocks go forward', async () => {
      const spring = calendarDay('2026-03-08');
      await state(spring, aTotal({ day: spring }));
      await store({
        sales: [
          aSale({ externalOrderId: 'first', saleDate: new Date('2026-03-08T08:00:00Z') }),
          aSale({ externalOrderId: 'next day', saleDate: new Date('2026-03-09T07:00:00Z') }),
        ],
      });
      expect((await compareDay()).amounts).toMatchObject([{ ours: { conversions: 1 } }]);
    });

    it('counts reversals on their own day or on that of their sale', async () => {
      const sixteenth = calendarDay('2026-03-16');
      await state(DAY);
      await state(sixteenth);
      await store({ sales: [aSale()], reversals: [aReversal()] });
      const reversedOn = async (changes: Partial<ComparisonQuestion>) =>
        (await compare(changes)).flatMap(({ day, amounts }) =>
          amounts.filter(({ ours }) => ours.reversals > 0).map(({ ours }) => [day, ours.netCommission]),
        );
      expect(await reversedOn({})).toEqual([[sixteenth, '-40.0000']]);
      expect(await reversedOn({ reversalsCountOn: 'day-of-sale' })).toEqual([[DAY, '0.0000']]);
    });

    it('counts the lines of an order apart or together', async () => {
      await state(DAY);
      const reversedAt = new Date('2026-03-14T13:00:00Z');
      await store({
        sales: ['A:R1:item-1', 'A:R1:item-2', 'A:R2:item-1'].map((linkKey) =>
          aSale({ externalOrderId: linkKey, linkKey }),
        ),
        reversals: ['A:R1:item-1', 'A:R1:item-2'].map((linkKey) =>
          aReversal({ externalReversalId: linkKey, linkKey, reversedAt }),
        ),
      });
      expect((await compareDay()).amounts).toMatchObject([{ ours: { conversions: 3, reversals: 2 } }]);
      expect((await compareDay({ counts: 'orders' })).amounts).toMatchObject([
        { ours: { conversions: 2, reversals: 1, grossCommission: '120.0000' } },
      ]);
    });

    it('keeps pending sales apart, and knows those that earn nothing', async () => {
      await state(DAY);
      await store({
        sales: [
          aSale({ externalOrderId: 'waits', state: 'pending', commission: '7.00' }),
          aSale({ externalOrderId: 'earns nothing', commission: '0.00' }),
          aSale({ externalOrderId: 'is unknown', commission: null }),
          aSale({ externalOrderId: 'earns' }),
        ],
      });
      expect((await compareDay()).amounts).toMatchObject([
        {
          pendingSales: 1,
          pendingCommission: '7.0000',
          salesWithoutCommission: 2,
          ours: { conversions: 3, grossCommission: '40.0000' },
        },
      ]);
    });

    it('takes a currency the network does not name for nothing, and one without rows as well', async () => {
      await state(DAY, aTotal({ currency: currency('EUR'), netCommission: '9.00' }));
      await store({ sales: [aSale()] });
      expect((await compareDay()).amounts).toMatchObject([
        {
          currency: 'EUR',
          network: { netCommission: '9.0000' },
          ours: { conversions: 0, netCommission: '0.0000' },
        },
        { currency: 'USD', network: { conversions: 0, reversals: null }, ours: { conversions: 1 } },
      ]);
    });

    it('lists only days the network stated, those with nothing too, and replaces what it stated before', async () => {
      await store({ sales: [aSale({ saleDate: new Date('2026-03-20T12:00:00Z') })] });
      const quiet = calendarDay('2026-03-12');
      await state(DAY, aTotal({ currency: currency('EUR') }), aTotal());
      const before = await compareDay();
      await state(DAY, aTotal({ conversions: 3 }));
      await state(quiet);
      const days = await compare();
      expect(days).toMatchObject([
        { day: quiet, amounts: [] },
        { day: DAY, amounts: [{ currency: 'USD', network: { conversions: 3 } }] },
      ]);
      expect(days[1]?.statedAt.getTime()).toBeGreaterThan(before.statedAt.getTime());
      expect(await compare({ first: calendarDay('2026-03-13') })).toHaveLength(1);
      expect(await compare({ last: calendarDay('2026-03-13') })).toHaveLength(1);
    });

    it('takes totals that came with the sales for the whole of their days', async () => {
      const days = { first: calendarDay('2026-03-13'), last: DAY };
      await storage().reconciliation.coverDays(account, days);
      expect(await compare()).toEqual([]);
      await store({ dailyTotals: [aTotal()] });
      await storage().reconciliation.coverDays(account, days);
      expect(await compare()).toMatchObject([
        { day: '2026-03-13', endsAt: new Date('2026-03-14T07:00:00Z'), amounts: [] },
        { day: DAY, amounts: [{ network: { conversions: 1 } }] },
      ]);
    });

    it('knows when rows of the day last changed', async () => {
      await state(DAY);
      await store({ sales: [aSale()] });
      const { amounts, statedAt } = await compareDay();
      expect(amounts[0]?.changedAt?.getTime()).toBeGreaterThan(statedAt.getTime());
    });

    it('knows how the last reading of the day ended, and whether rows of it wait', async () => {
      await state(DAY);
      expect(await compareDay()).toMatchObject({ lastReading: null, quarantinedRows: 0 });
      const page = await newPage(storage(), account, {
        quarantined: [{ reason: 'no currency', raw: { id: 1 } }],
      });
      await storage().sales.storePage(page);
      const error = { kind: 'network-unavailable', message: 'no answer' } as const;
      const run = await storage().runs.finish(account, page.runId, error);
      expect(await compareDay()).toMatchObject({
        lastReading: { outcome: 'partial', finishedAt: run.finishedAt },
        quarantinedRows: 1,
      });
      const elsewhere = { from: new Date('2026-04-01T00:00:00Z'), to: new Date('2026-04-02T00:00:00Z') };
      const later = await storage().runs.begin(account, {
        trigger: 'manual',
        tier: 'hot',
        window: elsewhere,
      });
      await storage().runs.finish(account, later, null);
      await storage().quarantine.mark(account, { state: 'open', reason: null }, { as: 'resolved' });
      expect(await compareDay()).toMatchObject({ lastReading: { outcome: 'partial' }, quarantinedRows: 0 });
    });

    it('keeps the last result of each account', async () => {
      const results = () => storage().reconciliation.results(account.agencyId);
      expect(await results()).toEqual(new Map());
      const found = { checkedDays: 31, differingDays: 2, failure: null };
      await storage().reconciliation.saveResult(account, found);
      const earlier = (await results()).get(account.accountId);
      expect(earlier).toMatchObject(found);
      await storage().reconciliation.saveResult(account, {
        ...found,
        differingDays: 0,
        failure: 'no answer',
      });
      expect((await results()).get(account.accountId)).toMatchObject({
        differingDays: 0,
        failure: 'no answer',
      });
      expect(earlier?.comparedAt.getTime()).toBeLessThanOrEqual(storage().now().getTime());
      const stranger = await connected(storage());
      expect(await storage().reconciliation.results(stranger.agencyId)).toEqual(new Map());
    });
  });
}
