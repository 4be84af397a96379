import type { EChartsCoreOption } from 'echarts/core';
import { paletteSlot } from './chart-network';
import { networkPaint } from './chart-patterns';
import { tipBox, tipHead, tipRow } from './chart-tip';
import type { ChartTokens } from './chart-tokens';
import type { ShareView } from './share-view';

/** Share as a ring, monogram on each part that has room. Only while every part is positive. */
export function donutOptions(
  view: ShareView,
  picture: { readonly tokens: ChartTokens; readonly patterns: boolean },
): EChartsCoreOption {
  const { tokens } = picture;
  const rows = view.rows.filter((row) => row.value > 0);
  return {
    tooltip: {
      trigger: 'item',
      formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
        const row = rows[dataIndex];
        if (row === undefined) return '';
        const box = tipBox(tipHead(row.network.name, row.shareText));
        box.append(
          tipRow({ name: 'Earnings', value: row.text, sample: `net-${paletteSlot(row.network.slot)}` }),
        );
        return box;
      },
    },
    series: [
      {
        type: 'pie',
        radius: ['58%', '82%'],
        avoidLabelOverlap: true,
        minAngle: 2,
        itemStyle: { borderColor: tokens.card, borderWidth: 2 },
        label: { color: tokens.text, fontSize: 11.5, fontFamily: tokens.fontFamily },
        labelLine: { length: 6, length2: 6, lineStyle: { color: tokens.outline } },
        emphasis: { scale: false },
        data: rows.map((row) => ({
          name: row.network.monogram,
          value: row.value,
          itemStyle: {
            color: networkPaint(
              row.network.slot,
              {
                mark: tokens.networks[paletteSlot(row.network.slot) - 1] ?? tokens.textVariant,
                ground: tokens.card,
              },
              picture.patterns,
            ),
          },
        })),
      },
    ],
  };
}
