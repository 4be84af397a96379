import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { InstantText } from '../format/date-formats';
import { Formats } from '../format/formats';
import { MinuteClock } from '../format/minute-clock';
import { Banner } from './banner';

/**
 * One line for a network that answers nobody, instead of one a connection: "Digistore24 does not answer since 14:10.
 * 3 connections wait; nothing is lost, the first is tried again at 14:25."
 */
@Component({
  selector: 'trib-outage-banner',
  imports: [Banner],
  template: `<trib-banner
    tone="warning"
    icon="cloud_off"
    [heading]="heading()"
    [action]="action()"
    (acted)="acted.emit()"
    >{{ text() }}</trib-banner
  >`,
  styles: `
    :host {
      display: block;
    }
  `,
  host: { role: 'status' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OutageBanner {
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);

  readonly network = input.required<string>();
  readonly since = input.required<InstantText>();
  /** How many connections wait. */
  readonly waiting = input.required<number>();
  /** null when it is not known. */
  readonly nextTryAt = input.required<InstantText | null>();
  readonly action = input('');

  readonly acted = output();

  protected readonly heading = computed(() => `${this.network()} does not answer since ${this.sinceText()}.`);
  protected readonly text = computed(() => {
    const [wait, first] =
      this.waiting() === 1
        ? ['1 connection waits', 'it is']
        : [`${this.waiting()} connections wait`, 'the first is'];
    const next = this.nextText();
    return `${wait}; nothing is lost${next === null ? '' : `, ${first} tried again ${next}`}.`;
  });

  private readonly sinceText = computed(() => {
    const dates = this.formats.dates();
    const since = this.since();
    const day = dates.dayOf(since);
    const now = this.clock.now();
    return day === dates.dayOf(now) ? dates.time(since) : `${dates.day(day, now)} at ${dates.time(since)}`;
  });
  /** A moment that has passed is about to come: it is tried within the minute. */
  private readonly nextText = computed(() => {
    const next = this.nextTryAt();
    if (next === null) return null;
    return Date.parse(next) <= this.clock.now().getTime() ? 'now' : `at ${this.formats.dates().time(next)}`;
  });
}
