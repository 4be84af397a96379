import {
  ChangeDetectionStrategy,
  Component,
  ViewEncapsulation,
  computed,
  inject,
  input,
  signal,
} from '@angular/core';
import { NetworkBadge } from '../parts/network-badge';
import { Segmented } from '../parts/segmented';
import { ChartCanvas } from './chart-canvas';
import { ChartCard, type ChartState } from './chart-card';
import { ChartTheme } from './chart-theme';
import { lineEndLabels } from './line-end-labels';
import { isNarrow, trendFrame, trendOptions, trendScale } from './trend-options';
import { trendSpoken } from './trend-tip';
import type { TrendMode, TrendView } from './trend-view';

const PLOT_PX = 244;
const BODY_PX = 299;
const MODES: readonly { readonly value: TrendMode; readonly label: string }[] = [
  { value: 'total', label: 'Total' },
  { value: 'network', label: 'By network' },
];

/** Earnings per day: one total with its comparison and coverage, or a line a network. */
@Component({
  selector: 'trib-earnings-trend',
  imports: [ChartCanvas, ChartCard, Segmented, NetworkBadge],
  templateUrl: './earnings-trend.html',
  styleUrls: ['./earnings-trend.css', './chart-tip.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
  // ECharts puts its tooltip outside the template: its rows can only be styled by name.
  encapsulation: ViewEncapsulation.None,
  host: { class: 'trib-earnings-trend' },
})
export class EarningsTrend {
  private readonly theme = inject(ChartTheme);

  readonly view = input.required<TrendView | null>();
  readonly state = input<ChartState>('ready');
  readonly message = input('');

  protected readonly modes = MODES;
  protected readonly mode = signal<TrendMode>('total');
  protected readonly width = signal(740);
  protected readonly plotHeight = PLOT_PX;
  protected readonly bodyHeight = BODY_PX;

  protected readonly shown = computed(() => {
    const view = this.view();
    return view === null ? null : this.draw(view, this.mode(), this.width());
  });

  protected choose(id: string): void {
    this.mode.set(id === 'network' ? 'network' : 'total');
  }

  private draw(view: TrendView, mode: TrendMode, width: number) {
    const frame = trendFrame(view, { mode, width });
    const plot = PLOT_PX - frame.top - frame.bottom;
    return {
      view,
      frame,
      narrow: isNarrow(width),
      options: trendOptions(view, { mode, width, tokens: this.theme.tokens() }),
      spoken: view.days.map(trendSpoken),
      labels: mode === 'network' ? lineEndLabels(view, trendScale(view, mode), plot) : [],
    };
  }
}
