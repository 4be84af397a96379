import { ecbFeed } from './feed';

const FRIDAY_EVENING = Date.UTC(2026, 9, 16, 18);

function days(file: string, now: number): string[] {
  const xml = ecbFeed(`/stats/eurofxref/${file}`, now, 42)?.body ?? '';
  return [...xml.matchAll(/Cube time=['"](\d{4}-\d\d-\d\d)['"]/g)].map((match) => match[1] ?? '');
}

describe('the rate feed', () => {
  it('prints the daily file in the bank’s shape', () => {
    const xml = ecbFeed('/stats/eurofxref/eurofxref-daily.xml', FRIDAY_EVENING, 42)?.body ?? '';
    expect(xml).toContain('<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"');
    expect(xml).toContain("<Cube time='2026-10-16'><Cube currency='USD' rate='1.");
    for (const currency of ['USD', 'BRL', 'GBP', 'MXN', 'JPY', 'PLN', 'CHF', 'CAD', 'AUD']) {
      expect(xml).toMatch(new RegExp(`<Cube currency='${currency}' rate='\\d+(\\.\\d{1,5})?'/>`));
    }
  });

  it('knows only working days, newest first, from 16:00 in Frankfurt on', () => {
    const history = days('eurofxref-hist.xml', FRIDAY_EVENING);
    expect(history[0]).toBe('2026-10-16');
    expect(history.at(-1)).toBe('2023-01-02');
    for (const closed of [
      '2026-10-10',
      '2026-10-11',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2025-12-25',
    ]) {
      expect(history).not.toContain(closed);
    }
    expect(history.toSorted().toReversed()).toEqual(history);
    expect(days('eurofxref-daily.xml', Date.UTC(2026, 9, 16, 13, 59))).toEqual(['2026-10-15']);
    expect(days('eurofxref-daily.xml', Date.UTC(2026, 9, 18, 12))).toEqual(['2026-10-16']);
    expect(days('eurofxref-hist-90d.xml', FRIDAY_EVENING).length).toBeGreaterThan(55);
  });

  it('says the same for the same seed only', () => {
    const feed = (seed: number): string | undefined =>
      ecbFeed('/stats/eurofxref/eurofxref-hist.xml', FRIDAY_EVENING, seed)?.body;
    expect(feed(1)).toBe(feed(1));
    expect(feed(1)).not.toBe(feed(2));
    expect(ecbFeed('/other', FRIDAY_EVENING, 1)).toBeUndefined();
  });
});
