import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import type { TwinTable } from './chart-network';

export type ChartState = 'ready' | 'loading' | 'empty' | 'error';

let lastId = 0;

/**
 * The card around a chart: title, the table twin behind a button, and the three states a chart can be in
 * besides drawn. Project actions with `chartActions`, what stands above the plot with `chartLegend`.
 */
@Component({
  selector: 'trib-chart-card',
  templateUrl: './chart-card.html',
  styleUrl: './chart-card.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChartCard {
  readonly heading = input.required<string>();
  readonly caption = input('');
  readonly state = input<ChartState>('ready');
  /** One sentence for the empty and the error state. */
  readonly message = input('');
  readonly action = input('');
  readonly table = input<TwinTable | null>(null);
  /** Of the drawn body, so that loading and drawn take the same room. */
  readonly height = input.required<number>();
  readonly acted = output();

  protected readonly headingId = `trib-chart-${String((lastId += 1))}`;
  protected readonly showsTable = signal(false);
  protected readonly tableShown = computed(() =>
    this.showsTable() && this.state() === 'ready' ? this.table() : null,
  );
  /** Heights of the grey bars, in percent. */
  protected readonly bars = [38, 54, 45, 70, 58, 76, 50, 64, 84, 72, 92, 66, 78, 60];

  protected toggleTable(): void {
    this.showsTable.update((shown) => !shown);
  }
}
