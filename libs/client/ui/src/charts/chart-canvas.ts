import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { NgxEchartsDirective } from 'ngx-echarts';
import { ChartTheme } from './chart-theme';

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -1e6, End: 1e6 };

/**
 * The one place that draws with ECharts: theme, SVG renderer, spoken summary, and the tooltip by arrow keys.
 */
@Component({
  selector: 'trib-chart-canvas',
  imports: [NgxEchartsDirective],
  templateUrl: './chart-canvas.html',
  styleUrl: './chart-canvas.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChartCanvas {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly destroyed = inject(DestroyRef);
  private readonly chartTheme = inject(ChartTheme);

  readonly options = input.required<EChartsCoreOption>();
  /** What a screen reader says instead of the picture. */
  readonly summary = input.required<string>();
  /** One sentence a category, read out while the arrow keys walk. */
  readonly spoken = input<readonly string[]>([]);
  readonly height = input.required<number>();
  /** The measured width in pixels. */
  readonly resized = output<number>();

  protected readonly theme = this.chartTheme.echarts;
  protected readonly initOpts = { renderer: 'svg' } as const;
  protected readonly said = signal('');
  private chart: ECharts | null = null;
  private place: number | null = null;

  constructor() {
    afterNextRender(() => {
      const element = this.host.nativeElement;
      // Behind its table twin the chart has no width: that is no width to draw for.
      const measure = () => {
        if (element.clientWidth > 0) this.resized.emit(element.clientWidth);
      };
      const observer = new ResizeObserver(measure);
      observer.observe(element);
      measure();
      this.destroyed.onDestroy(() => {
        observer.disconnect();
      });
    });
  }

  protected keep(chart: ECharts): void {
    this.chart = chart;
  }

  protected walk(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    const count = this.spoken().length;
    if (step === undefined || count === 0) return;
    event.preventDefault();
    const from = this.place ?? (step > 0 ? -1 : count);
    this.show(Math.min(count - 1, Math.max(0, from + step)));
  }

  protected leave(): void {
    this.place = null;
    this.chart?.dispatchAction({ type: 'hideTip' });
  }

  private show(place: number): void {
    this.place = place;
    this.said.set(this.spoken()[place] ?? '');
    const [x, y] = this.chart?.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [place, 0]) ?? [];
    if (x === undefined || y === undefined) return;
    // Just inside the plot: on the zero line itself the pointer would count as outside.
    this.chart?.dispatchAction({ type: 'showTip', x, y: y - 2 });
  }
}
