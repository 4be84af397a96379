import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

// Only what the charts here draw with.
use([LineChart, BarChart, PieChart, GridComponent, TooltipComponent, SVGRenderer]);

export { init };
