import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { ChartCanvas } from './chart-canvas';
import { ChartCard, type ChartState } from './chart-card';
import { ChartTheme } from './chart-theme';
import { yearOptions, yearSpoken } from './year-options';
import type { YearView } from './year-view';

const PLOT_PX = 248;
const BODY_PX = 272;

/** Twelve months: earned above zero, reversed below it, the net as a tick, the year before as an outline. */
@Component({
  selector: 'trib-year-bars',
  imports: [ChartCanvas, ChartCard],
  templateUrl: './year-bars.html',
  styleUrl: './year-bars.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class YearBars {
  private readonly theme = inject(ChartTheme);

  readonly view = input.required<YearView | null>();
  readonly state = input<ChartState>('ready');
  readonly message = input('');

  protected readonly width = signal(700);
  protected readonly plotHeight = PLOT_PX;
  protected readonly bodyHeight = BODY_PX;
  protected readonly heading = computed(() => this.view()?.heading ?? 'Year');
  protected readonly shown = computed(() => {
    const view = this.view();
    if (view === null) return null;
    const picture = {
      tokens: this.theme.tokens(),
      width: this.width(),
      patterns: this.theme.patterns(),
    };
    return {
      view,
      options: yearOptions(view, picture),
      spoken: view.months.map(yearSpoken),
      hasOpenMonth: view.months.some((month) => month.isOpen),
    };
  });
}
