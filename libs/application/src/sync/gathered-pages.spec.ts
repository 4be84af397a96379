import { calendarDay, currency } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import { GatheredPages } from './gathered-pages';
import type { PageContent } from './read-page';

const NOTHING: PageContent = {
  ...{ rawPages: [], sales: [], reversals: [], completeLinkKeys: [], neverPaid: [], bookedLinkKeys: [] },
  ...{ dailyTotals: [], quarantined: [] },
};

const page = (...ids: readonly string[]): PageContent => ({
  ...NOTHING,
  rawPages: [{ bytes: new TextEncoder().encode(ids.join()), told: null }],
  sales: ids.map((externalOrderId) => aSale({ externalOrderId, linkKey: externalOrderId })),
});

describe('GatheredPages', () => {
  let gathered: GatheredPages;

  beforeEach(() => {
    gathered = new GatheredPages();
  });

  it('hands out the pages in their order, as one, and is empty then', () => {
    gathered.add(page('a', 'b'));
    expect(gathered.takes(page('c'))).toBe(true);
    gathered.add(page('c'));
    const { rawPages, sales } = gathered.takeOut();
    expect(rawPages.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(['a,b', 'c']);
    expect(sales.map((sale) => sale.externalOrderId)).toEqual(['a', 'b', 'c']);
    expect(gathered.isEmpty).toBe(true);
    expect(gathered.takes(page('a'))).toBe(true);
  });

  it.each<[string, PageContent, PageContent]>([
    ['the same order', page('a'), page('a')],
    ['an order that was never paid', page('a'), { ...NOTHING, neverPaid: ['a'] }],
    ['an order that could not be read', page('a'), { ...NOTHING, quarantined: [aside('a')] }],
    ['an order that was set aside', { ...NOTHING, quarantined: [aside('a')] }, page('a')],
    ['the same reversal', withReversal('r'), withReversal('r')],
    ['all reversals of the same order', complete('a'), complete('a')],
    ['totals of the same day', withTotal('2026-03-13'), withTotal('2026-03-13')],
  ])('does not put pages together that both tell of %s', (_, first, second) => {
    gathered.add(first);
    expect(gathered.takes(second)).toBe(false);
  });

  it('puts pages together that tell of different ones', () => {
    const pages = [
      page('a'),
      withReversal('a'),
      complete('a'),
      withTotal('2026-03-13'),
      withTotal('2026-03-14'),
    ];
    for (const one of pages) {
      expect(gathered.takes(one)).toBe(true);
      gathered.add(one);
    }
    expect(gathered.takeOut()).toMatchObject({ completeLinkKeys: ['a'], dailyTotals: [{}, {}] });
  });
});

function aside(externalId: string): PageContent['quarantined'][number] {
  return { reason: 'no currency', raw: { id: externalId }, externalId };
}

function withReversal(externalReversalId: string): PageContent {
  return { ...NOTHING, reversals: [aReversal({ externalReversalId })] };
}

function complete(linkKey: string): PageContent {
  return { ...NOTHING, completeLinkKeys: [linkKey] };
}

function withTotal(day: string): PageContent {
  const none = {
    voidedCommission: null,
    netCommission: null,
    conversions: null,
    reversals: null,
    visits: null,
  };
  const stated = { day: calendarDay(day), zone: 'UTC', currency: currency('USD'), grossCommission: '1' };
  return { ...NOTHING, dailyTotals: [{ ...stated, ...none }] };
}
