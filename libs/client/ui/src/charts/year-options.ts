import type { EChartsCoreOption } from 'echarts/core';
import { axisGutter, niceScale, valueAxis, type AxisScale } from './axis-scale';
import { patternPaint } from './chart-patterns';
import { tipBox, tipHead, tipRow } from './chart-tip';
import type { ChartTokens } from './chart-tokens';
import type { YearMonth, YearView } from './year-view';

export interface YearPicture {
  readonly tokens: ChartTokens;
  /** Of the whole drawing, in pixels. */
  readonly width: number;
  /** Stripes for what was reversed, too. */
  readonly patterns: boolean;
}

export interface BarGeometry {
  readonly bar: number;
  readonly previous: number;
  /** From the middle of a month to the middle of its bar. */
  readonly offset: number;
}

const MAX_BAR_PX = 28;
const GAP_PX = 2;
const NARROW_PX = 520;

/** Bar widths by hand, because the net tick has to sit exactly on the current bar. */
export function barGeometry(plotWidth: number, months: number, hasPrevious: boolean): BarGeometry {
  const band = plotWidth / Math.max(1, months);
  const bar = Math.max(4, Math.min(MAX_BAR_PX, Math.round(band * 0.4)));
  if (!hasPrevious) return { bar, previous: 0, offset: 0 };
  const previous = Math.max(3, Math.round(bar * 0.7));
  return { bar, previous, offset: (previous + GAP_PX) / 2 };
}

function yearScale(view: YearView): AxisScale {
  const values = view.months.flatMap((month) => [
    month.earned,
    month.net,
    month.previousNet,
    month.reversed === null ? null : -month.reversed,
  ]);
  return niceScale(values.filter((value) => value !== null));
}

export function yearOptions(view: YearView, picture: YearPicture): EChartsCoreOption {
  const { tokens } = picture;
  const scale = yearScale(view);
  const narrow = picture.width < NARROW_PX;
  const left = axisGutter(scale, view.axisMoney);
  const hasPrevious = view.months.some((month) => month.previousNet !== null);
  const bars = barGeometry(picture.width - left, view.months.length, hasPrevious);
  return {
    grid: { left, right: 0, top: 18, bottom: 24, outerBoundsMode: 'none' },
    xAxis: {
      type: 'category',
      data: view.months.map((month) => (narrow ? month.shortLabel : month.label)),
      axisLine: { onZero: true },
      axisLabel: { interval: 0 },
      axisPointer: { type: 'shadow', shadowStyle: { color: tokens.quiet, opacity: 0.5 } },
    },
    yAxis: valueAxis(scale, view.axisMoney),
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow', z: 0 },
      formatter: (params: readonly { readonly dataIndex: number }[]) => {
        const month = view.months[params[0]?.dataIndex ?? -1];
        return month === undefined ? '' : yearTip(month, view);
      },
    },
    series: yearSeries(view, picture, { ...bars, narrow }),
  };
}

function yearSeries(
  view: YearView,
  picture: YearPicture,
  look: BarGeometry & { readonly narrow: boolean },
): object[] {
  const previous = look.previous > 0 ? [previousBars(view, picture.tokens, look.previous)] : [];
  return [
    ...previous,
    earnedBars(view, picture.tokens, look),
    reversedBars(view, picture, look.bar),
    netTicks(view, picture.tokens, look),
  ];
}

function previousBars(view: YearView, tokens: ChartTokens, width: number): object {
  return {
    id: 'previous',
    type: 'bar',
    barWidth: width,
    barGap: `${(GAP_PX / width) * 100}%`,
    data: view.months.map((month) => month.previousNet),
    itemStyle: {
      color: tokens.quiet,
      borderColor: tokens.outline,
      borderWidth: 1,
      borderRadius: [2, 2, 0, 0],
    },
    emphasis: { disabled: true },
  };
}

/** Without room only the best month carries its net as a label. */
function earnedBars(
  view: YearView,
  tokens: ChartTokens,
  look: BarGeometry & { readonly narrow: boolean },
): object {
  const best = Math.max(...view.months.map((month) => month.net ?? -Infinity));
  const striped = {
    color: patternPaint('diagonal', tokens.fill, tokens.card),
    borderColor: tokens.fill,
    borderWidth: 1,
  };
  return {
    id: 'earned',
    type: 'bar',
    stack: 'current',
    barWidth: look.bar,
    data: view.months.map((month) =>
      month.earned === null
        ? null
        : {
            value: month.earned,
            label: { show: !look.narrow || month.net === best, formatter: month.netLabel },
            ...(month.isOpen && { itemStyle: striped }),
          },
    ),
    itemStyle: { color: tokens.fill, borderRadius: [2, 2, 0, 0] },
    label: {
      position: 'top',
      distance: 4,
      color: tokens.text,
      fontSize: 11.5,
      fontWeight: 500,
      textBorderColor: tokens.card,
      textBorderWidth: 3,
    },
    emphasis: { disabled: true },
  };
}

function reversedBars(view: YearView, picture: YearPicture, width: number): object {
  const { negative, card } = picture.tokens;
  return {
    id: 'reversed',
    type: 'bar',
    stack: 'current',
    barWidth: width,
    data: view.months.map((month) => (month.reversed === null ? null : -month.reversed)),
    itemStyle: {
      color: picture.patterns ? patternPaint('horizontal', card, negative) : negative,
      borderRadius: [0, 0, 2, 2],
      opacity: 0.88,
    },
    emphasis: { disabled: true },
  };
}

/** A tick across the bar at the net. */
function netTicks(view: YearView, tokens: ChartTokens, bars: BarGeometry): object {
  return {
    id: 'net',
    type: 'line',
    z: 4,
    silent: true,
    showSymbol: true,
    showAllSymbol: true,
    symbol: 'rect',
    symbolSize: [bars.bar + 6, 3.5],
    symbolOffset: [bars.offset, 0],
    lineStyle: { width: 0, opacity: 0 },
    itemStyle: { color: tokens.text, borderColor: tokens.card, borderWidth: 1 },
    data: view.months.map((month) => month.net),
    emphasis: { disabled: true },
  };
}

function yearTip(month: YearMonth, view: YearView): HTMLElement {
  const box = tipBox(tipHead(month.title, month.isOpen ? 'not over' : ''));
  if (month.net !== null) {
    box.append(
      tipRow({ name: 'Commission earned', value: month.earnedText, sample: 'earned' }),
      tipRow({ name: 'Reversed', value: month.reversedText, sample: 'reversed' }),
      tipRow({ name: 'Net', value: month.netText, sample: 'net', strong: true }),
    );
  }
  if (month.previousText !== null && view.previousLabel !== null) {
    box.append(tipRow({ name: view.previousLabel, value: month.previousText, sample: 'previous' }));
  }
  return box;
}

/** The same words for a screen reader. */
export function yearSpoken(month: YearMonth): string {
  return month.net === null
    ? `${month.title}, not begun`
    : `${month.title}, net ${month.netText}, earned ${month.earnedText}, reversed ${month.reversedText}`;
}
