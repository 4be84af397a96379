import { ChangeDetectionStrategy, Component, computed, input, linkedSignal, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { DayText } from '../format/date-formats';
import { type Period, periodPresets, presetOf } from './period-presets';

/** One of the usual periods, or two days of one's own. */
@Component({
  selector: 'trib-period-choice',
  imports: [MatButton],
  templateUrl: './period-choice.html',
  styleUrl: './period-choice.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PeriodChoice {
  readonly period = input.required<Period>();
  readonly today = input.required<DayText>();

  readonly chosen = output<Period>();

  protected readonly presets = computed(() => periodPresets(this.today()));
  protected readonly current = computed(() => presetOf(this.period(), this.today())?.id);
  protected readonly from = linkedSignal(() => this.period().from ?? '');
  protected readonly to = linkedSignal(() => this.period().to ?? '');
  protected readonly problem = computed(() =>
    this.from() !== '' && this.to() !== '' && this.from() > this.to()
      ? 'The first day is after the last.'
      : null,
  );

  protected choose({ from, to }: Period): void {
    this.chosen.emit({ from, to });
  }

  protected applyOwn(event: Event): void {
    event.preventDefault();
    if (this.problem() === null) this.choose({ from: this.from() || null, to: this.to() || null });
  }

  protected typed(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : '';
  }
}
