import type { DifferenceCause, ReconciliationView } from '@tributary/api-contract';
import { PLAIN_WORDS } from '../testing';
import { causeWords } from './cause-words';
import { differingDays, reconciliationPanelView } from './reconciliation-panel-view';
import { aComparedAmount, aMissingAmount, aReconciledDay, aReconciliation } from './testing';

const WORDS = {
  ...PLAIN_WORDS,
  money: (amount: string, currency: string) => `${currency} ${amount}`,
  signedMoney: (amount: string, currency: string) => `${currency} ±${amount}`,
};
const view = (change: Partial<ReconciliationView> = {}) =>
  reconciliationPanelView(aReconciliation(change), { network: 'ClickBank', words: WORDS });
const DIFFERS = aReconciledDay({ day: '2026-11-17', verdict: 'differs', amounts: [aMissingAmount()] });

describe('the comparison with a network', () => {
  it('shows each figure that differs, with the difference and its sign', () => {
    const [day] = view({ days: [DIFFERS] }).differing;
    expect(day?.lines).toEqual([
      {
        label: 'Commission, USD',
        network: 'USD 209.5000',
        ours: 'USD 190.0000',
        difference: 'USD ±-19.5',
      },
      { label: 'Sales', network: '14', ours: '12', difference: '−2' },
    ]);
  });

  it('shows the commission before refunds only where nothing else tells the commission', () => {
    const missing = aMissingAmount();
    const unstated = { netCommission: null, voidedCommission: null };
    const network = { ...missing.network, ...unstated };
    const difference = { ...missing.difference, ...unstated };
    const day = { ...DIFFERS, amounts: [{ ...missing, network, difference }] };
    expect(view({ days: [day] }).differing[0]?.lines.map(({ label }) => label)).toEqual([
      'Commission before refunds, USD',
      'Sales',
    ]);
  });

  it('names the currency of every figure where there are several', () => {
    const day = { ...DIFFERS, amounts: [aMissingAmount(), aMissingAmount({ currency: 'EUR' })] };
    expect(view({ days: [day] }).differing[0]?.lines.map(({ label }) => label)).toEqual([
      'Commission, USD',
      'Sales, USD',
      'Commission, EUR',
      'Sales, EUR',
    ]);
  });

  it('shows one figure of a day that agrees: the one that tells most', () => {
    expect(view().matching[0]?.lines).toEqual([
      { label: 'Commission, USD', network: 'USD 190.0000', ours: 'USD 190.0000', difference: null },
    ]);
    const none = { reversals: null, grossCommission: null, voidedCommission: null, netCommission: null };
    const counted = aComparedAmount({ network: { ...none, conversions: 12 } });
    expect(view({ days: [aReconciledDay({ amounts: [counted] })] }).matching[0]?.lines).toEqual([
      { label: 'Sales', network: '12', ours: '12', difference: null },
    ]);
  });

  it('folds the days that agree and keeps open ones apart', () => {
    const open = aReconciledDay({ day: '2026-11-20', verdict: 'open' });
    const shown = view({ days: [open, DIFFERS, aReconciledDay()] });
    expect([shown.open, shown.differing, shown.matching].map((days) => days.map(({ day }) => day))).toEqual([
      ['2026-11-20'],
      ['2026-11-17'],
      ['2026-11-18'],
    ]);
    expect(shown.matchingTitle).toBe('1 day agrees');
  });

  it.each([
    [[], 'No day has ended yet that could be compared.'],
    [[aReconciledDay()], 'ClickBank states the same figures on the one day.'],
    [[aReconciledDay(), aReconciledDay()], 'ClickBank states the same figures on all 2 days.'],
    [[DIFFERS, aReconciledDay()], 'ClickBank states other figures on 1 of 2 days. The figures in Tributary'],
  ])('leads with what came of it', (days, lead) => {
    expect(view({ days }).lead).toContain(lead);
  });

  it('says on what basis, and in which zone', () => {
    expect(view().basis).toBe('ClickBank counts orders by kind for each day. Days are those of Los Angeles.');
  });

  it('says when the network’s figures are old', () => {
    const { summary } = aReconciliation();
    expect(view().notice).toBeNull();
    expect(view({ summary: { ...summary, state: 'not-read', failure: 'It does not answer.' } }).notice).toBe(
      'The totals of ClickBank could not be read the last time. It does not answer. They are asked for again with the next reading.',
    );
  });

  it('names a cause once, however many currencies have it', () => {
    const amounts = [aMissingAmount(), aMissingAmount({ currency: 'EUR' })];
    const [day] = view({ days: [{ ...DIFFERS, amounts }] }).differing;
    expect(day?.causes).toEqual([
      { text: 'ClickBank counts more than it listed. Read the day again.', next: 'reread' },
    ]);
  });

  it('counts the rows that wait', () => {
    const day = (rows: number) =>
      view({
        days: [{ ...DIFFERS, quarantinedRows: rows, amounts: [aMissingAmount({ cause: 'quarantine' })] }],
      }).differing[0]?.causes[0];
    expect(day(1)?.text).toContain('1 row of readings that touched this day');
    expect(day(3)).toMatchObject({ text: expect.stringContaining('3 rows') as string, next: 'quarantine' });
  });
});

describe('the words of a cause', () => {
  it.each<[DifferenceCause, string | null]>([
    ['open-day', null],
    ['changed-since', null],
    ['currency', null],
    ['day-shift', null],
    ['reversal-day', null],
    ['pending', null],
    ['no-commission', null],
    ['unfinished-reading', 'reread'],
    ['quarantine', 'quarantine'],
    ['refund-not-read', 'reread'],
    ['rows-missing', 'reread'],
    ['unexplained', 'reread'],
  ])('%s: a sentence that ends, and the next step', (cause, next) => {
    const words = causeWords(cause, { network: 'ClickBank', rows: '2 rows' });
    expect(words.text).toMatch(/^[A-Z0-9].*\.$/);
    expect(words.next).toBe(next);
  });
});

describe('the line of the card', () => {
  it('counts the days', () => {
    expect(differingDays({ differingDays: 2, checkedDays: 31 }, 'Hotmart', PLAIN_WORDS)).toBe(
      'Hotmart states other figures on 2 of 31 days.',
    );
    expect(differingDays({ differingDays: 1, checkedDays: 1 }, 'Hotmart', PLAIN_WORDS)).toBe(
      'Hotmart states other figures on 1 of 1 day.',
    );
  });
});
