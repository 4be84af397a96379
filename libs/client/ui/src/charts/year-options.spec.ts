import { aYear, aYearMonth, seriesOf, TOKENS } from './testing';
import { barGeometry, yearOptions, yearSpoken } from './year-options';

const MONTHS = [
  aYearMonth(),
  aYearMonth({ label: 'Nov', isOpen: true, net: 43_400 }),
  aYearMonth({ label: 'Dec', earned: null, reversed: null, net: null }),
];
const draw = (months = MONTHS, width = 760) =>
  yearOptions(aYear(months), { tokens: TOKENS, width, patterns: false });

describe('year bars', () => {
  it('puts what was earned above zero and what was reversed below', () => {
    expect(seriesOf(draw(), 'earned')?.data).toEqual([
      expect.objectContaining({ value: 67_900 }),
      expect.objectContaining({ value: 67_900 }),
      null,
    ]);
    expect(seriesOf(draw(), 'reversed')?.data).toEqual([-4_800, -4_800, null]);
    expect(seriesOf(draw(), 'net')?.data).toEqual([63_100, 43_400, null]);
  });

  it('stripes the open month only', () => {
    const bars = seriesOf(draw(), 'earned')?.data as ({ itemStyle?: { color: unknown } } | null)[];
    expect(bars.map((bar) => bar?.itemStyle !== undefined)).toEqual([false, true, false]);
    expect(bars[1]?.itemStyle?.color).toHaveProperty('svgElement');
  });

  it('labels every net, on a phone only the best', () => {
    const shown = (width: number) =>
      (seriesOf(draw(MONTHS, width), 'earned')?.data as ({ label: { show: boolean } } | null)[]).map(
        (bar) => bar?.label.show,
      );
    expect(shown(760)).toEqual([true, true, undefined]);
    expect(shown(340)).toEqual([true, false, undefined]);
  });

  it('drops the outline when nothing is stored for the year before', () => {
    const months = [aYearMonth({ previousNet: null })];
    expect(seriesOf(draw(months), 'previous')).toBeUndefined();
    expect(seriesOf(draw(months), 'net')).toMatchObject({ symbolOffset: [0, 0] });
  });

  it('never draws a bar wider than 28 and centres the tick on it', () => {
    expect(barGeometry(2_400, 12, true).bar).toBe(28);
    const { previous, offset } = barGeometry(700, 12, true);
    expect(offset).toBe((previous + 2) / 2);
  });

  it('speaks a month', () => {
    expect(yearSpoken(aYearMonth())).toContain('net €63,100.00');
    expect(yearSpoken(aYearMonth({ net: null }))).toBe('October 2026, not begun');
  });
});
