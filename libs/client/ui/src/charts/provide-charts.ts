import type { Provider } from '@angular/core';
import { provideEchartsCore } from 'ngx-echarts';

/**
 * For the providers of a page with charts. ECharts is a file of its own, fetched when the first chart is
 * drawn: pages without one never load it, though they import from the same library.
 */
export function provideCharts(): Provider {
  return provideEchartsCore({ echarts: () => import('./echarts-parts') });
}
