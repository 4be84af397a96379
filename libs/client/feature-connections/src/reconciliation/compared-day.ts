import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { DayView } from './reconciliation-panel-view';

/** One day as a small table: the network's figure, ours, and the difference. */
@Component({
  selector: 'trib-compared-day',
  templateUrl: './compared-day.html',
  styleUrl: './compared-day.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ComparedDay {
  readonly view = input.required<DayView>();
  readonly network = input.required<string>();
}
