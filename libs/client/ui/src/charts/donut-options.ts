import type { EChartsCoreOption } from 'echarts/core';
import { paletteSlot } from './chart-network';
import { networkPaint } from './chart-patterns';
import { tipBox, tipHead, tipRow } from './chart-tip';
import type { ChartTokens } from './chart-tokens';
import type { ShareRow, ShareView } from './share-view';

interface DonutPicture {
  readonly tokens: ChartTokens;
  readonly patterns: boolean;
}

/** Share as a ring, monograms around it. Only while every part is positive. */
export function donutOptions(view: ShareView, picture: DonutPicture): EChartsCoreOption {
  const rows = view.rows.filter((row) => row.value > 0);
  return {
    tooltip: {
      trigger: 'item',
      formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
        const row = rows[dataIndex];
        return row === undefined ? '' : shareTip(row);
      },
    },
    series: [ring(rows, picture)],
  };
}

function ring(rows: readonly ShareRow[], { tokens, patterns }: DonutPicture): object {
  return {
    id: 'share',
    type: 'pie',
    radius: ['58%', '82%'],
    avoidLabelOverlap: true,
    minAngle: 2,
    itemStyle: { borderColor: tokens.card, borderWidth: 2 },
    label: { color: tokens.text, fontSize: 11.5, fontFamily: tokens.fontFamily },
    labelLine: { length: 6, length2: 6, lineStyle: { color: tokens.outline } },
    emphasis: { scale: false },
    data: rows.map(({ network, value }) => {
      const mark = tokens.networks[paletteSlot(network.slot) - 1] ?? tokens.textVariant;
      const color = networkPaint(network.slot, { mark, ground: tokens.card }, patterns);
      return { name: network.monogram, value, itemStyle: { color } };
    }),
  };
}

function shareTip(row: ShareRow): HTMLElement {
  const box = tipBox(tipHead(row.network.name, row.shareText));
  box.append(tipRow({ name: 'Earnings', value: row.text, sample: `net-${paletteSlot(row.network.slot)}` }));
  return box;
}
