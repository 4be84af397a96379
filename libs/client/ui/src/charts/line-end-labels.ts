import type { AxisScale } from './axis-scale';
import type { ChartNetwork } from './chart-network';
import { valuesOf } from './trend-series';
import type { TrendView } from './trend-view';

export interface LineEndLabel {
  readonly network: ChartNetwork;
  /** Centre of the label, in pixels from the top of the plot. */
  readonly top: number;
}

const LABEL_PX = 22;

/**
 * Names at line ends instead of a legend: each at the height of its line's last value, pushed apart where
 * lines meet, never outside the plot.
 */
export function lineEndLabels(
  view: TrendView,
  scale: AxisScale,
  plotHeight: number,
): readonly LineEndLabel[] {
  const labels = view.networks
    .map((network) => ({ network, last: valuesOf(view, network).findLast((value) => value !== null) }))
    .flatMap(({ network, last }) =>
      last == null ? [] : [{ network, top: ((scale.max - last) / (scale.max - scale.min)) * plotHeight }],
    )
    .sort((a, b) => a.top - b.top);
  return pushUp(pushDown(labels), plotHeight);
}

function pushDown(labels: readonly LineEndLabel[]): LineEndLabel[] {
  let free = -Infinity;
  return labels.map((label) => {
    const top = Math.max(label.top, free);
    free = top + LABEL_PX;
    return { ...label, top };
  });
}

function pushUp(labels: readonly LineEndLabel[], plotHeight: number): LineEndLabel[] {
  let free = plotHeight;
  return labels
    .toReversed()
    .map((label) => {
      const top = Math.min(label.top, free);
      free = top - LABEL_PX;
      return { ...label, top };
    })
    .toReversed();
}
