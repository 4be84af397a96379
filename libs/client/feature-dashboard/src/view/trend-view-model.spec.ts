import { aDashboard, anAccount, aPoint, NAMES, WORDS } from '../testing';
import { addDays, trendView } from './trend-view-model';

const GAP = [{ network: 'jvzoo', label: 'northbank' }];

function withGap() {
  return aDashboard({
    accounts: [anAccount(), anAccount({ id: 'account-2', network: 'jvzoo', health: 'needs-attention' })],
    share: [],
    trend: [
      aPoint({ byNetwork: [{ network: 'jvzoo', earnings: '20.00' }] }),
      aPoint({ day: '2026-11-19', byNetwork: [], notRead: GAP }),
      aPoint({ day: '2026-11-20', byNetwork: [], notRead: GAP }),
    ],
  });
}

describe('trendView', () => {
  it('sums the legend exactly and marks the open day', () => {
    const view = trendView(aDashboard(), WORDS, NAMES);
    expect(view.current).toEqual({ label: 'Last 3 days', text: '€302' });
    expect(view.previous).toEqual({ label: '15 – 17 Nov', text: '€230' });
    expect(view.openLabel).toBe('€41 so far');
    expect(view.days.map(({ axisLabel }) => axisLabel)).toEqual(['18 Nov', '19 Nov', 'Today']);
  });

  it('aligns the comparison day by day and says the change', () => {
    const [first] = trendView(aDashboard(), WORDS, NAMES).days;
    expect(first?.previous).toEqual({ value: 80, title: '15 Nov', text: '€80.00' });
    expect(first?.change).toEqual({ text: '+25.6%', tone: 'good' });
  });

  it('has no open label on a finished period', () => {
    const dashboard = aDashboard();
    const view = trendView({ ...dashboard, period: { ...dashboard.period, isOpen: false } }, WORDS, NAMES);
    expect([view.openLabel, view.days.at(-1)?.axisLabel]).toEqual([null, '20 Nov']);
  });

  it('leaves a gap where no account of a network was read, and names it', () => {
    const view = trendView(withGap(), WORDS, NAMES);
    const jvzoo = view.days.map((day) => day.networks.find(({ code }) => code === 'jvzoo')?.value);
    expect(jvzoo).toEqual([20, null, null]);
    expect(view.notReadNote).toBe('JVZoo not read since 19 Nov');
    expect(view.days[1]?.notRead).toEqual(['JVZoo']);
  });

  it('keeps the total where other accounts were read, and drops it where nothing was', () => {
    const view = trendView(withGap(), WORDS, NAMES);
    expect(view.days[1]?.value).toBe(100.5);
    const nothing = aDashboard({
      accounts: [anAccount({ network: 'jvzoo' })],
      trend: [aPoint({ sales: 0, earnings: '0', byNetwork: [], notRead: GAP })],
    });
    expect(trendView(nothing, WORDS, NAMES).days[0]?.value).toBeNull();
  });

  it('reads a network without rows on a read day as zero', () => {
    const dashboard = aDashboard({ trend: [aPoint({ byNetwork: [] })] });
    expect(trendView(dashboard, WORDS, NAMES).days[0]?.networks[0]?.value).toBe(0);
  });

  it('gives every day a row in the table twin, newest first', () => {
    const { table } = trendView(aDashboard(), WORDS, NAMES);
    expect(table.rows.map(([day]) => day)).toEqual(['Fri 20 Nov', 'Thu 19 Nov', 'Wed 18 Nov']);
    expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
  });

  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-01-01', -1, '2025-12-31'],
  ])('counts days on the calendar: %s %i', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected);
  });
});
