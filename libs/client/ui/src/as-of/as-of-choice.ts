import { A11yModule } from '@angular/cdk/a11y';
import { OverlayModule } from '@angular/cdk/overlay';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { InstantText } from '../format/date-formats';
import { Formats } from '../format/formats';
import { MinuteClock } from '../format/minute-clock';
import { instantAt, wallClockAt } from '../format/zoned-instant';
import { Icon } from '../parts/icon';

/** Whether figures are those of now or of a past moment, which is chosen by the agency's clock. */
@Component({
  selector: 'trib-as-of-choice',
  imports: [A11yModule, Icon, MatButton, OverlayModule],
  templateUrl: './as-of-choice.html',
  styleUrl: './as-of-choice.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AsOfChoice {
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);

  /** null is now. */
  readonly asOf = input.required<InstantText | null>();
  readonly chosen = output<InstantText | null>();

  protected readonly isOpen = signal(false);
  protected readonly value = computed(() => {
    const asOf = this.asOf();
    return asOf === null ? 'Now' : this.formats.dates().moment(asOf, this.clock.now());
  });
  private readonly zone = computed(() => this.formats.settings().timeZone);
  protected readonly today = computed(() => wallClockAt(this.clock.now(), this.zone()).day);
  private readonly shown = computed(() => wallClockAt(this.asOf() ?? this.clock.now(), this.zone()));
  protected readonly day = linkedSignal(() => this.shown().day);
  protected readonly time = linkedSignal(() => this.shown().time);
  protected readonly moment = computed(() => {
    const [day, time] = [this.day(), this.time()];
    return day === '' || time === '' ? null : instantAt({ day, time: time.slice(0, 5) }, this.zone());
  });
  protected readonly problem = computed(() => {
    const moment = this.moment();
    if (moment === null) return 'Choose a day and a time.';
    return new Date(moment) > this.clock.now() ? 'That moment has not come yet.' : null;
  });

  protected choose(asOf: InstantText | null): void {
    this.isOpen.set(false);
    this.chosen.emit(asOf);
  }

  protected apply(event: Event): void {
    event.preventDefault();
    if (this.problem() === null) this.choose(this.moment());
  }

  protected typed(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : '';
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.isOpen.set(false);
  }
}
