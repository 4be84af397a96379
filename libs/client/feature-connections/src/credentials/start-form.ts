import {
  ChangeDetectionStrategy,
  Component,
  computed,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import type { ClientView, DayText } from '@tributary/api-contract';
import { backfillOptions, backfillProblem, type BackfillStart, daysBetween } from './backfill-choice';

export interface StartChoice {
  readonly label: string;
  readonly backfillFrom: DayText;
  /** null for the agency's own account. */
  readonly clientId: string | null;
}

const LONGEST_LABEL = 80;

/** What the account is called and from which day its sales are read. */
@Component({
  selector: 'trib-start-form',
  templateUrl: './start-form.html',
  styleUrl: './start-form.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StartForm {
  readonly suggestedLabel = input<string | null>(null);
  readonly networkName = input.required<string>();
  readonly timeZone = input.required<string>();
  readonly locale = input.required<string>();
  readonly now = input(new Date());
  /** Not asked for where there are none. */
  readonly clients = input<readonly ClientView[]>([]);

  readonly chosen = output<StartChoice>();

  protected readonly longestLabel = LONGEST_LABEL;
  protected readonly label = linkedSignal(() => this.suggestedLabel() ?? '');
  protected readonly start = signal<BackfillStart>('this-year');
  protected readonly otherDay = signal<DayText>('');
  protected readonly clientId = signal('');
  protected readonly wasAsked = signal(false);

  protected readonly options = computed(() => backfillOptions(this.timeZone(), this.now()));
  protected readonly day = computed(() => {
    const { thirtyDays, thisYear } = this.options();
    if (this.start() === 'thirty-days') return thirtyDays;
    return this.start() === 'this-year' ? thisYear : this.otherDay();
  });
  protected readonly dayProblem = computed(() => backfillProblem(this.day(), this.options()));
  protected readonly labelProblem = computed(() =>
    this.label().trim() === '' ? 'Give the account a name, for example its nickname.' : null,
  );
  protected readonly days = computed(() =>
    this.dayProblem() === null ? daysBetween(this.day(), this.options().today) : null,
  );
  protected readonly choices = computed(() => [
    { start: 'thirty-days' as const, name: '30 days', note: this.dayText(this.options().thirtyDays) },
    { start: 'this-year' as const, name: 'This year', note: this.dayText(this.options().thisYear) },
    { start: 'other' as const, name: 'Other date', note: 'pick a day' },
  ]);

  /** Called by the panel's button, which stands outside of this form. */
  submit(): void {
    this.wasAsked.set(true);
    if (this.labelProblem() !== null || this.dayProblem() !== null) return;
    const clientId = this.clientId() === '' ? null : this.clientId();
    this.chosen.emit({ label: this.label().trim(), backfillFrom: this.day(), clientId });
  }

  protected typed(event: Event): string {
    const { target } = event;
    const isField = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    return isField ? target.value : '';
  }

  private dayText(day: DayText): string {
    const format = new Intl.DateTimeFormat(this.locale(), { dateStyle: 'medium', timeZone: 'UTC' });
    return format.format(new Date(`${day}T00:00:00Z`));
  }
}
