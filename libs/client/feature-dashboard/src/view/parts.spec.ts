import { aDashboard, anAccount, aSale, NAMES, WORDS } from '../testing';
import { attentionOf } from './attention-view';
import { freshnessCells } from './freshness-view';
import { insightsView } from './insight-parts';
import { notConvertedText } from './not-converted-text';
import { recentSaleView } from './recent-sale-view';
import { shareView } from './share-view-model';
import { yearView } from './year-view-model';

const REFUSED = anAccount({
  id: 'broken',
  network: 'jvzoo',
  health: 'needs-attention',
  lastGoodSyncAt: '2026-11-18T07:10:00Z',
  failure: { kind: 'credentials-rejected', message: 'no', since: '2026-11-18T08:12:00Z' },
});
const LATE = anAccount({
  id: 'late',
  network: 'maxweb',
  label: '30877',
  health: 'late',
  lastGoodSyncAt: '2026-11-20T11:22:00Z',
  failure: {
    kind: 'network-unavailable',
    message: 'MaxWeb answered 503 twice',
    since: '2026-11-20T11:40:00Z',
  },
});

describe('attentionOf', () => {
  it('names the account, since when, what it means and the next step', () => {
    const [line] = attentionOf({ accounts: [REFUSED] }, WORDS, NAMES);
    expect(line).toMatchObject({
      severity: 'broken',
      subject: 'JVZoo · northbank',
      text: 'The key was refused on Wed 18 Nov at 09:12. JVZoo sales since then are missing from every total.',
      stepLabel: 'Replace key',
      accountId: 'broken',
    });
  });

  it('says of a late account that nothing is lost', () => {
    const [line] = attentionOf({ accounts: [LATE] }, WORDS, NAMES);
    expect(line).toMatchObject({
      severity: 'late',
      text: 'is 2 h 10 min late. MaxWeb answered 503 twice. Nothing is lost, the window is read again at 14:40.',
      step: 'try-now',
    });
  });

  it('calls an account late only after its hour; before that its newest try failed', () => {
    const tried = { ...LATE, lastGoodSyncAt: '2026-11-20T12:40:00Z' };
    expect(attentionOf({ accounts: [tried] }, WORDS, NAMES)[0]?.text).toBe(
      'was not read at its newest try. MaxWeb answered 503 twice. Nothing is lost, the window is read again at 14:40.',
    );
    const never = { ...LATE, lastGoodSyncAt: null };
    expect(attentionOf({ accounts: [never] }, WORDS, NAMES)[0]?.text).toContain('was not read yet.');
  });

  it('leaves an account to the line of its network while that is down', () => {
    const waiting = { ...LATE, outageSince: '2026-11-20T12:00:00Z' };
    expect(attentionOf({ accounts: [waiting] }, WORDS, NAMES)).toEqual([]);
  });

  it('stays quiet about fresh accounts and folds more than two', () => {
    expect(attentionOf({ accounts: [anAccount()] }, WORDS, NAMES)).toEqual([]);
    const folded = attentionOf({ accounts: [LATE, REFUSED, { ...REFUSED, id: 'x' }] }, WORDS, NAMES);
    expect(folded).toHaveLength(1);
    expect(folded[0]).toMatchObject({ subject: '3 connections need attention', accountId: null });
  });
});

describe('freshnessCells', () => {
  const options = { names: NAMES, progress: new Map<string, number>() };

  it('keeps palette order and lets the most urgent account of a network speak', () => {
    const fresh = anAccount({ id: 'fresh', network: 'jvzoo' });
    const cells = freshnessCells({ accounts: [REFUSED, fresh, LATE, anAccount()] }, WORDS, options);
    expect(cells.map(({ network, accounts, text }) => [network.name, accounts, text])).toEqual([
      ['ClickBank', 1, '6 min ago'],
      ['MaxWeb', 1, '2 h 10 min ago, late'],
      ['JVZoo', 2, 'Key refused, 18 Nov'],
    ]);
  });

  it('says that a network does not answer, or that the newest try failed', () => {
    const down = { ...LATE, outageSince: '2026-11-20T13:10:00Z' };
    const tried = { ...LATE, lastGoodSyncAt: '2026-11-20T12:40:00Z' };
    const texts = [down, tried].map((one) => freshnessCells({ accounts: [one] }, WORDS, options)[0]?.text);
    expect(texts).toEqual(['No answer for 22 min', '52 min ago, newest try failed']);
  });

  it('prefers live progress over that of the last answer', () => {
    const account = anAccount({ health: 'backfilling', progress: 0.41 });
    const [still] = freshnessCells({ accounts: [account] }, WORDS, options);
    const [live] = freshnessCells({ accounts: [account] }, WORDS, {
      names: NAMES,
      progress: new Map([['account-1', 0.5]]),
    });
    expect([still?.text, live?.text]).toEqual(['Backfilling, 41%', 'Backfilling, 50%']);
  });
});

describe('recentSaleView', () => {
  it('keeps original currencies and says what is not reported', () => {
    const view = recentSaleView(aSale({ amount: null, productName: null }), WORDS, NAMES);
    expect(view).toMatchObject({
      day: 'Today',
      time: '14:07',
      gross: null,
      product: null,
      commission: '€32.50',
    });
  });

  it('shows the part that was taken back, and both clocks', () => {
    const view = recentSaleView(
      aSale({
        reversedCommission: '14.51',
        reversals: [
          {
            kind: 'refund',
            reversedAt: '2026-11-20T13:20:00Z',
            observed: true,
            amount: null,
            commission: '14.51',
          },
        ],
      }),
      WORDS,
      NAMES,
    );
    expect(view.status.kind).toBe('partly-refunded');
    expect(view.reversedPart).toBe('−€14.51');
    expect(view.clocks).toMatch(/^Sold Fri.* 14:07.*\nRefunded .* 14:20.*\(when it was first seen\)$/);
  });

  it('calls a voided commission by its name', () => {
    const view = recentSaleView(
      aSale({
        reversedCommission: '32.50',
        reversals: [
          {
            kind: 'void',
            reversedAt: '2026-11-20T13:20:00Z',
            observed: false,
            amount: null,
            commission: '32.50',
          },
        ],
      }),
      WORDS,
      NAMES,
    );
    expect(view.status.label).toBe('Commission voided');
  });
});

describe('shareView', () => {
  it('says until when a broken network was read instead of a change', () => {
    const dashboard = aDashboard({
      accounts: [REFUSED],
      share: [{ network: 'jvzoo', earnings: '4391.61', share: '0.069', change: '-0.4', sales: 80 }],
    });
    expect(shareView(dashboard, WORDS, NAMES).rows[0]).toMatchObject({
      text: '€4,391.61',
      shareText: '6.9%',
      note: 'to 18 Nov',
    });
  });

  it('has no share text while the total is zero', () => {
    const dashboard = aDashboard({
      share: [{ network: 'clickbank', earnings: '0', share: null, change: null, sales: 0 }],
    });
    expect(shareView(dashboard, WORDS, NAMES).rows[0]).toMatchObject({ shareText: '', change: null });
  });
});

describe('yearView', () => {
  it('leaves months ahead without bars but with the year before', () => {
    const { months, comparedWith, previousLabel } = yearView(aDashboard(), WORDS);
    expect(months.map(({ net }) => net)).toEqual([63100, 63100, null]);
    expect(months[2]?.previousNet).toBe(47600);
    expect(months[1]?.isOpen).toBe(true);
    expect([comparedWith, previousLabel]).toEqual(['vs €405,650 to 20 Nov 2025', 'Net 2025']);
  });
});

describe('insightsView', () => {
  it('links each figure to its rows and says who wrote', () => {
    const view = insightsView(
      {
        writer: 'gemini-test',
        generatedAt: '2026-11-20T13:32:00Z',
        items: [
          {
            title: [{ kind: 'text', text: 'Digistore24 fell' }],
            body: [
              {
                kind: 'figure',
                factId: 'f1',
                unit: 'ratio',
                value: '-0.423',
                currency: null,
                from: '2026-10-22',
                to: '2026-11-20',
                network: 'digistore24',
              },
            ],
            stance: 'negative',
            suggestedAction: null,
          },
        ],
      },
      WORDS,
    );
    expect(view.items[0]?.body[0]).toEqual({
      kind: 'figure',
      text: '42.3%',
      query: { from: '2026-10-22', to: '2026-11-20', network: 'digistore24' },
    });
    expect(view.footer).toBe('1 figure checked against your rows at 14:32 · words by gemini-test');
  });

  it('labels the template writer as computed and stays silent without findings', () => {
    const none = insightsView({ writer: 'computed', generatedAt: null, items: [] }, WORDS);
    expect(none.footer).toBeNull();
  });
});

describe('notConvertedText', () => {
  it('keeps what has no rate in its own currency', () => {
    expect(notConvertedText([], WORDS)).toBeNull();
    expect(
      notConvertedText([{ currency: 'PLN', sales: 1, earned: '12.00', reversed: '3.00' }], WORDS),
    ).toMatch(/^1 sale waits for an exchange rate, .*PLN.12\.00, −PLN.3\.00 reversed\.$/);
  });
});
