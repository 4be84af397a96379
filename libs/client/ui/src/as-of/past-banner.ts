import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { InstantText } from '../format/date-formats';
import { Formats } from '../format/formats';
import { MinuteClock } from '../format/minute-clock';
import { Banner } from '../parts/banner';

/** Says that a past moment is shown, and leads back to now. */
@Component({
  selector: 'trib-past-banner',
  imports: [Banner],
  template: `<trib-banner icon="schedule" action="Back to now" (acted)="left.emit()">
    You see the {{ subject() }} of <strong [title]="exactly()">{{ moment() }}</strong>, as they were shown
    then.
  </trib-banner>`,
  styles: `
    :host {
      display: block;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PastBanner {
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);

  readonly asOf = input.required<InstantText>();
  /** "figures", "sales" */
  readonly subject = input('figures');
  readonly left = output();

  protected readonly moment = computed(() => this.formats.dates().moment(this.asOf(), this.clock.now()));
  protected readonly exactly = computed(() => this.formats.dates().exactMoment(this.asOf()));
}
