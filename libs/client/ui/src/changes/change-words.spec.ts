import { DateFormats } from '../format/date-formats';
import { NumberFormats } from '../format/number-formats';
import { changeLines, changeOrigin, changeTitle, type ChangeFormats } from './change-words';
import type { ChangeOrigin, SaleState } from './sale-state';

const SETTINGS = { locale: 'en-GB', timeZone: 'Europe/Amsterdam', currency: 'EUR' };
const FORMATS: ChangeFormats = {
  numbers: new NumberFormats(SETTINGS),
  dates: new DateFormats(SETTINGS),
  now: new Date('2026-11-20T13:32:00Z'),
};
const SALE: SaleState = {
  orderNumber: 'HP1',
  productName: 'Inglês em 90 Dias',
  status: 'completed',
  amount: '497.00',
  currency: 'BRL',
  commission: '327.92',
  commissionCurrency: 'BRL',
  reversedAmount: '0.0000',
  reversedCommission: '0.0000',
  saleDate: '2026-11-11T09:02:00Z',
};

describe('the title of a change', () => {
  it.each([
    ['reversed', { status: 'refunded' }, 'Refunded'],
    ['reversed', { status: 'chargeback' }, 'Charged back'],
    ['reversed', { status: 'completed' }, 'Partly taken back'],
    ['status', { status: 'completed' }, 'Completed'],
    ['status', { status: 'pending' }, 'Pending'],
    ['commission', {}, 'Commission changed'],
    ['first-seen', {}, 'First seen'],
  ] as const)('%s, %j', (kind, after, title) => {
    expect(changeTitle(kind, { ...SALE, ...after })).toBe(title);
  });

  it('of a sale that is gone', () => {
    expect(changeTitle('removed', null)).toBe('Removed');
  });
});

describe('the lines of a change', () => {
  it('tell a refund with its money, old and new', () => {
    const refunded = {
      ...SALE,
      status: 'refunded',
      reversedAmount: '497.00',
      reversedCommission: '327.92',
    } as const;
    expect(changeLines(SALE, refunded, FORMATS)).toEqual([
      { label: 'Status', old: 'completed', now: 'refunded' },
      { label: 'Commission taken back', old: 'nothing', now: 'R$327.92' },
      { label: 'Gross given back', old: 'nothing', now: 'R$497.00' },
    ]);
  });

  it('tell what was not known, and nothing that reads the same', () => {
    const told = { ...SALE, commission: '327.9200', amount: '497', productName: 'Inglês' };
    expect(changeLines({ ...SALE, amount: null }, told, FORMATS)).toEqual([
      { label: 'Gross', old: 'not reported', now: 'R$497.00' },
      { label: 'Product', old: 'Inglês em 90 Dias', now: 'Inglês' },
    ]);
  });

  it('tell a date by the agency’s clock', () => {
    expect(changeLines(SALE, { ...SALE, saleDate: '2026-11-20T09:02:00Z' }, FORMATS)).toEqual([
      { label: 'Sold', old: '11 Nov, 10:02', now: 'Today 10:02' },
    ]);
  });
});

describe('the origin of a change', () => {
  const origin = (change: Partial<ChangeOrigin> = {}) =>
    changeOrigin(
      {
        at: '2026-11-20T13:23:00Z',
        lastGoodSyncAt: '2026-11-20T12:23:00Z',
        run: { trigger: 'schedule', tier: 'hot' },
        ...change,
      },
      FORMATS,
    );

  it.each<[Partial<ChangeOrigin>, string]>([
    [{}, 'Between the readings of Today 13:23 and 14:23'],
    [{ lastGoodSyncAt: '2026-11-19T12:23:00Z' }, 'Between the readings of Yesterday 13:23 and Today 14:23'],
    [{ lastGoodSyncAt: null }, 'Found by the reading of Today 14:23'],
    [{ run: null }, 'Between the readings of Today 13:23 and 14:23'],
    [{ run: { trigger: 'import', tier: 'import' } }, 'By a file, Today 14:23'],
    [{ run: { trigger: 'postback', tier: 'postback' } }, 'Sent by the network, Today 14:23'],
    [{ run: { trigger: 'manual', tier: 'replay' } }, 'Read again from what is kept, Today 14:23'],
  ])('%j', (change, text) => {
    expect(origin(change)).toBe(text);
  });
});
