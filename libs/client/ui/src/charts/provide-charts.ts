import type { Provider } from '@angular/core';
import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { provideEchartsCore } from 'ngx-echarts';

/** Only what the charts here draw with. Put it into the providers of a lazy page, so that others stay light. */
export function provideCharts(): Provider {
  echarts.use([LineChart, BarChart, PieChart, GridComponent, TooltipComponent, SVGRenderer]);
  return provideEchartsCore({ echarts });
}
