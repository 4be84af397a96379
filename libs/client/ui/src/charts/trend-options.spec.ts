import { lineEndLabels } from './line-end-labels';
import { aTrend, aTrendDay, seriesOf, TOKENS } from './testing';
import { trendFrame, trendOptions, trendScale } from './trend-options';
import { closedPoints, openPoints, shade } from './trend-series';

const total = (view = aTrend()) => trendOptions(view, { mode: 'total', tokens: TOKENS, width: 740 });
const byNetwork = (view = aTrend()) => trendOptions(view, { mode: 'network', tokens: TOKENS, width: 740 });
const hollow = (value: number) => expect.objectContaining({ value, symbol: 'circle' }) as unknown;

describe('trend of the total', () => {
  it('draws the open day as a dotted last segment with a hollow point and its label', () => {
    const options = total();
    expect(seriesOf(options, 'total')?.data).toEqual([100, 100, 100, null]);
    const open = seriesOf(options, 'total-open');
    expect(open?.data).toEqual([null, null, 100, hollow(100)]);
    expect(open?.lineStyle).toMatchObject({ type: [2, 3] });
    expect(open?.label).toMatchObject({ formatter: '€100 so far' });
  });

  it('shades the open day and nothing else', () => {
    const band = seriesOf(total(), 'band');
    expect(band?.data.map((value) => value !== null)).toEqual([false, false, false, true]);
    expect(band?.itemStyle).toMatchObject({ color: shade(TOKENS.text, 7) });
  });

  it('leaves the open parts out of a finished period', () => {
    const options = total(aTrend({ openLabel: null }));
    expect(seriesOf(options, 'total-open')).toBeUndefined();
    expect(seriesOf(options, 'band')).toBeUndefined();
    expect(seriesOf(options, 'total')?.data).toEqual([100, 100, 100, 100]);
  });

  it('dashes the comparison under the line, day by day', () => {
    const previous = seriesOf(total(), 'previous');
    expect(previous).toMatchObject({ data: [80, 80, 80, 80], lineStyle: { type: [4, 3] } });
    expect(seriesOf(total(), 'total')?.z).toBeGreaterThan(Number(previous?.z));
  });

  it('fills 14 % to nothing under the total', () => {
    const area = seriesOf(total(), 'total')?.areaStyle as { color: { colorStops: { color: string }[] } };
    expect(area.color.colorStops.map(({ color }) => color)).toEqual([
      'rgba(33,116,140,0.14)',
      'rgba(33,116,140,0)',
    ]);
  });

  it('shades below zero as well once a day is negative', () => {
    const view = aTrend({ days: [aTrendDay({ value: -50 }), aTrendDay()] });
    expect(seriesOf(total(view), 'band-below')).toBeDefined();
  });
});

describe('trend by network', () => {
  it('stops the line with a hollow point before a gap and never bridges it', () => {
    const line = seriesOf(byNetwork(), 'jvzoo');
    expect(line?.data).toEqual([40, hollow(40), null, null]);
    expect(line?.connectNulls).toBe(false);
    expect(seriesOf(byNetwork(), 'jvzoo-open')).toBeUndefined();
  });

  it('hatches the days that were not read', () => {
    const band = seriesOf(byNetwork(), 'band');
    expect(band?.data.map((value) => value !== null)).toEqual([false, false, true, true]);
    expect(band?.itemStyle).toHaveProperty('color.svgElement');
  });

  it('keeps room for names, less of it on a phone', () => {
    const wide = trendFrame(aTrend(), { mode: 'network', width: 740 });
    const phone = trendFrame(aTrend(), { mode: 'network', width: 340 });
    expect(wide.right).toBeGreaterThan(phone.right);
  });
});

describe('points', () => {
  it('marks the point before a hole in the middle', () => {
    expect(closedPoints([1, null, 3], false)).toEqual([hollow(1), null, 3]);
  });

  it('has no open segment without a value today', () => {
    expect(openPoints([1, 2, null])).toEqual([null, 2, null]);
  });
});

describe('lineEndLabels', () => {
  it('pushes names apart where lines meet and keeps them inside the plot', () => {
    const view = aTrend({
      days: [
        aTrendDay({
          networks: [
            { code: 'clickbank', value: 1, text: '' },
            { code: 'jvzoo', value: 0, text: '' },
          ],
        }),
        aTrendDay({
          value: 100,
          networks: [
            { code: 'clickbank', value: 0, text: '' },
            { code: 'jvzoo', value: 0, text: '' },
          ],
        }),
      ],
    });
    const labels = lineEndLabels(view, trendScale(view, 'total'), 200);
    const [first, second] = labels.map(({ top }) => top);
    expect(Number(second) - Number(first)).toBe(22);
    expect(second).toBe(200);
  });

  it('places a network that stopped at its last value and leaves out one without any', () => {
    const labels = lineEndLabels(aTrend(), { min: 0, max: 100, ticks: [] }, 100);
    expect(labels.map(({ network, top }) => [network.code, top])).toEqual([
      ['clickbank', 40],
      ['jvzoo', 62],
    ]);
    const never = aTrend({ days: [aTrendDay({ networks: [] })] });
    expect(lineEndLabels(never, { min: 0, max: 1, ticks: [] }, 100)).toEqual([]);
  });
});
