import type { EChartsCoreOption } from 'echarts/core';
import { axisGutter, niceScale, valueAxis, type AxisScale } from './axis-scale';
import type { ChartTokens } from './chart-tokens';
import { trendTip } from './trend-tip';
import { networkSeries, totalSeries } from './trend-series';
import type { TrendMode, TrendView } from './trend-view';

/** Room between the card's edge and the plot, in pixels. */
export interface TrendFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface TrendPicture {
  readonly mode: TrendMode;
  readonly tokens: ChartTokens;
  /** Of the whole drawing, in pixels. */
  readonly width: number;
}

const NARROW_PX = 560;
const NAMES_PX = 118;
const MONOGRAMS_PX = 40;
/** Half of the label "Today", which stands under the middle of the last day. */
const HALF_LABEL_PX = 18;

/** Too narrow for names at line ends and for six dates below. */
export function isNarrow(width: number): boolean {
  return width < NARROW_PX;
}

export function trendScale(view: TrendView, mode: TrendMode): AxisScale {
  const values =
    mode === 'total'
      ? view.days.flatMap((day) => [day.value, day.previous?.value ?? null])
      : view.days.flatMap((day) => day.networks.map((network) => network.value));
  return niceScale(values.filter((value) => value !== null));
}

/** The plot starts right of the longest axis label; by network it leaves room for the names at line ends. */
export function trendFrame(view: TrendView, picture: Omit<TrendPicture, 'tokens'>): TrendFrame {
  const left = axisGutter(trendScale(view, picture.mode), view.axisMoney);
  const halfDay = (picture.width - left) / Math.max(1, view.days.length) / 2;
  const names = isNarrow(picture.width) ? MONOGRAMS_PX : NAMES_PX;
  return {
    left,
    right: picture.mode === 'network' ? names : Math.max(0, Math.ceil(HALF_LABEL_PX - halfDay)),
    top: 10,
    bottom: 24,
  };
}

export function trendOptions(view: TrendView, picture: TrendPicture): EChartsCoreOption {
  const { tokens, mode } = picture;
  const frame = trendFrame(view, picture);
  const scale = trendScale(view, mode);
  return {
    grid: { ...frame, outerBoundsMode: 'none' },
    xAxis: {
      type: 'category',
      data: view.days.map((_, index) => String(index)),
      axisLine: { onZero: true },
      axisLabel: {
        interval: (index: number) => labelled(view, index, isNarrow(picture.width)),
        formatter: (_value: string, index: number) => dayLabel(view, index),
        rich: { open: { fontWeight: 600, fontSize: 11.5, color: tokens.text } },
        hideOverlap: false,
      },
    },
    yAxis: valueAxis(scale, view.axisMoney),
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly { readonly dataIndex: number }[]) => {
        const day = view.days[params[0]?.dataIndex ?? -1];
        return day === undefined ? '' : trendTip(day, view, mode);
      },
    },
    series: mode === 'total' ? totalSeries(view, tokens, scale) : networkSeries(view, tokens, scale),
  };
}

function labelled(view: TrendView, index: number, narrow: boolean): boolean {
  const last = view.days.length - 1;
  if (index === last) return true;
  const wanted = narrow ? 4 : 6;
  const every = Math.max(1, Math.round(view.days.length / wanted));
  // The last label is the one that counts: its neighbour gives way.
  return index % every === 0 && last - index >= every * 0.7;
}

function dayLabel(view: TrendView, index: number): string {
  const label = view.days[index]?.axisLabel ?? '';
  return view.openLabel !== null && index === view.days.length - 1 ? `{open|${label}}` : label;
}
