import type { ThemeOption } from 'ngx-echarts';
import type { ChartTokens } from './chart-tokens';

const AXIS_TEXT_PX = 11.5;
const FILTER_CHANGE_MS = 200;

/** The ECharts theme object: all that is the same in every chart. */
export function echartsTheme(tokens: ChartTokens, reducedMotion: boolean): ThemeOption {
  const axisText = { color: tokens.textVariant, fontSize: AXIS_TEXT_PX, fontFamily: tokens.fontFamily };
  return {
    backgroundColor: 'transparent',
    textStyle: { fontFamily: tokens.fontFamily, color: tokens.text },
    color: tokens.networks,
    animation: !reducedMotion,
    // Charts draw at once on load; only a change of filters moves.
    animationDuration: 0,
    animationDurationUpdate: FILTER_CHANGE_MS,
    animationEasingUpdate: 'cubicOut',
    categoryAxis: {
      axisLine: { show: true, lineStyle: { color: tokens.outline, width: 1 } },
      axisTick: { show: false },
      axisLabel: axisText,
      splitLine: { show: false },
    },
    valueAxis: {
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: axisText,
      splitLine: { show: true, lineStyle: { color: tokens.grid, width: 1 } },
    },
    line: { smooth: false, symbol: 'circle', showSymbol: false },
    tooltip: {
      confine: true,
      backgroundColor: tokens.card,
      borderColor: tokens.grid,
      borderWidth: 1,
      borderRadius: 8,
      padding: [8, 12],
      textStyle: { color: tokens.text, fontSize: 12, fontFamily: tokens.fontFamily },
      extraCssText: 'box-shadow:0 1px 2px rgb(10 25 30/.06),0 8px 24px -4px rgb(10 25 30/.14)',
      transitionDuration: 0,
      axisPointer: { lineStyle: { color: tokens.textVariant, width: 1, type: 'solid' } },
    },
  };
}
