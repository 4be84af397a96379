import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { InstantText } from '../format/date-formats';
import { Formats } from '../format/formats';
import { MinuteClock } from '../format/minute-clock';

/** "Covers 6 of 8 accounts · as of 14:32". */
@Component({
  selector: 'trib-coverage-caption',
  template: `<span>{{ covers() }}</span> · <span [title]="exact()">{{ asOfText() }}</span>`,
  styles: `
    :host {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
      font-weight: 400;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CoverageCaption {
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);

  readonly accounts = input.required<number>();
  readonly accountsRead = input.required<number>();
  /** null when nothing was read yet. */
  readonly asOf = input.required<InstantText | null>();

  protected readonly covers = computed(() => {
    const [read, all] = [this.accountsRead(), this.accounts()];
    const noun = all === 1 ? 'account' : 'accounts';
    return read === all
      ? `Covers ${all === 1 ? 'the one' : `all ${all}`} ${noun}`
      : `Covers ${read} of ${all} ${noun}`;
  });

  protected readonly asOfText = computed(() => {
    const asOf = this.asOf();
    if (asOf === null) return 'nothing read yet';
    const dates = this.formats.dates();
    const now = this.clock.now();
    const isToday = dates.dayOf(asOf) === dates.dayOf(now);
    return `as of ${isToday ? dates.time(asOf) : dates.moment(asOf, now)}`;
  });

  protected readonly exact = computed(() => {
    const asOf = this.asOf();
    return asOf === null ? '' : this.formats.dates().exactMoment(asOf);
  });
}
