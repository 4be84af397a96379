import type { AxisScale } from './axis-scale';
import { paletteSlot, type ChartNetwork } from './chart-network';
import { patternPaint } from './chart-patterns';
import type { ChartTokens } from './chart-tokens';
import type { TrendView } from './trend-view';

/** What ECharts takes as one series; its own type would pull every chart kind in. */
type Series = object;
type Paint = string | object;
type Values = readonly (number | null)[];
type LinePoint =
  number | null | { readonly value: number; readonly symbol: string; readonly symbolSize: number };

const HOLLOW_PX = 7;

/** The total with its area, the comparison under it, the open day dotted in a shaded band. */
export function totalSeries(view: TrendView, tokens: ChartTokens, scale: AxisScale): Series[] {
  const values = view.days.map((day) => day.value);
  const isOpen = view.openLabel !== null;
  return [
    ...band(openDays(view), scale, shade(tokens.text, 7)),
    {
      id: 'previous',
      type: 'line',
      z: 2,
      data: view.days.map((day) => day.previous?.value ?? null),
      symbol: 'none',
      silent: true,
      lineStyle: { width: 1.4, type: [4, 3], color: tokens.outline },
    },
    { ...closedLine({ id: 'total', values, colour: tokens.total, isOpen }, tokens), ...areaOf(tokens) },
    ...(isOpen
      ? [openLine({ id: 'total', values, colour: tokens.total, label: view.openLabel }, tokens)]
      : []),
  ];
}

/** One line a network; where it was not read it stops with a hollow point and the days are hatched. */
export function networkSeries(view: TrendView, tokens: ChartTokens, scale: AxisScale): Series[] {
  const isOpen = view.openLabel !== null;
  const gaps = view.days.map((day) => day.notRead.length > 0);
  const hatch = patternPaint('diagonal', shade(tokens.warningLine, 45), 'transparent');
  return [
    ...band(gaps, scale, hatch),
    ...view.networks.flatMap((network) => {
      const values = valuesOf(view, network);
      const colour = tokens.networks[paletteSlot(network.slot) - 1] ?? tokens.textVariant;
      const line = closedLine({ id: network.code, values, colour, isOpen }, tokens);
      const endsOpen = isOpen && values.at(-1) != null;
      return endsOpen ? [line, openLine({ id: network.code, values, colour, label: null }, tokens)] : [line];
    }),
  ];
}

export function valuesOf(view: TrendView, network: ChartNetwork): Values {
  return view.days.map(
    (day) => day.networks.find((candidate) => candidate.code === network.code)?.value ?? null,
  );
}

/** A line's points: solid ends before a day that was not read carry a hollow point. */
export function closedPoints(values: Values, isOpen: boolean): LinePoint[] {
  const lastClosed = values.length - (isOpen ? 2 : 1);
  return values.map((value, index) => {
    if (value === null || index > lastClosed) return null;
    const stops = index < values.length - 1 && values[index + 1] === null;
    return stops ? { value, symbol: 'circle', symbolSize: HOLLOW_PX } : value;
  });
}

/** The dotted last segment: the last closed day, then the open one as a hollow point. */
export function openPoints(values: Values): LinePoint[] {
  return values.map((value, index) => {
    if (value === null) return null;
    if (index === values.length - 1) return { value, symbol: 'circle', symbolSize: HOLLOW_PX };
    return index === values.length - 2 ? value : null;
  });
}

interface Line {
  readonly id: string;
  readonly values: Values;
  readonly colour: string;
}

function closedLine(line: Line & { readonly isOpen: boolean }, tokens: ChartTokens): Series {
  return {
    id: line.id,
    type: 'line',
    z: 3,
    data: closedPoints(line.values, line.isOpen),
    symbol: 'none',
    showSymbol: true,
    connectNulls: false,
    lineStyle: { width: 2, color: line.colour, join: 'round' },
    itemStyle: { color: tokens.card, borderColor: line.colour, borderWidth: 2 },
    emphasis: { disabled: true },
  };
}

function openLine(line: Line & { readonly label: string | null }, tokens: ChartTokens): Series {
  return {
    id: `${line.id}-open`,
    type: 'line',
    z: 4,
    data: openPoints(line.values).map((point) =>
      point !== null && typeof point === 'object' && line.label !== null
        ? { ...point, label: { show: true } }
        : point,
    ),
    symbol: 'none',
    showSymbol: true,
    lineStyle: { width: 2, type: [2, 3], color: line.colour },
    itemStyle: { color: tokens.card, borderColor: line.colour, borderWidth: 2 },
    label: {
      show: false,
      position: 'left',
      distance: 12,
      offset: [0, isNearAxis(line.values) ? -10 : 8],
      formatter: line.label ?? '',
      color: tokens.text,
      fontSize: 12,
      fontWeight: 600,
      textBorderColor: tokens.card,
      textBorderWidth: 3,
    },
    emphasis: { disabled: true },
  };
}

/** A label beside a point close to the axis would lie on the day names: it moves above instead. */
function isNearAxis(values: Values): boolean {
  const known = values.flatMap((value) => value ?? []);
  return (known.at(-1) ?? 0) < Math.max(...known) * 0.15;
}

/** Full-height bars behind the marked days: a band of one or many days without a seam. */
function band(marked: readonly boolean[], scale: AxisScale, color: Paint): Series[] {
  if (!marked.some(Boolean)) return [];
  const part = (id: string, edge: number): Series => ({
    id,
    type: 'bar',
    stack: 'band',
    z: 0,
    silent: true,
    barWidth: '100%',
    data: marked.map((isMarked) => (isMarked ? edge : null)),
    itemStyle: { color, borderRadius: 0 },
    emphasis: { disabled: true },
    tooltip: { show: false },
  });
  return scale.min < 0 ? [part('band', scale.max), part('band-below', scale.min)] : [part('band', scale.max)];
}

function openDays(view: TrendView): boolean[] {
  return view.days.map((_, index) => view.openLabel !== null && index === view.days.length - 1);
}

function areaOf(tokens: ChartTokens): object {
  return {
    areaStyle: {
      origin: 0,
      color: {
        type: 'linear',
        x: 0,
        y: 0,
        x2: 0,
        y2: 1,
        colorStops: [
          { offset: 0, color: shade(tokens.fill, 14) },
          { offset: 1, color: shade(tokens.fill, 0) },
        ],
      },
    },
  };
}

/** `rgb(1, 2, 3)` as computed by the browser, made see-through. */
export function shade(colour: string, percent: number): string {
  const parts = /^rgba?\(([\d.]+)[ ,]+([\d.]+)[ ,]+([\d.]+)/.exec(colour);
  return parts === null ? colour : `rgba(${[parts[1], parts[2], parts[3]].join(',')},${percent / 100})`;
}
