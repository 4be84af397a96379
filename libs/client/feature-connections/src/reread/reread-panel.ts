import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { NetworkAccountView, RereadPeriodRequest, SyncProgressMessage } from '@tributary/api-contract';
import { NetworkAccountsApi, toProblemError } from '@tributary/client-data-access';
import { Icon, NetworkBadge, Progress } from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';
import type { AccountCardView } from '../accounts/account-card-view';
import type { CardWords } from '../accounts/card-words';
import { backfillOptions, daysBetween } from '../credentials/backfill-choice';
import { periodProblem, presetPeriod, type RereadPreset } from './reread-choice';
import { rereadProgress } from './reread-progress';

interface Asked {
  readonly period: RereadPeriodRequest;
  /** Runs that were there before: none of them is the one that was asked for. */
  readonly knownRuns: ReadonlySet<string>;
}

/** Has the network asked once more for a period, and shows how far that is. */
@Component({
  selector: 'trib-reread-panel',
  imports: [Icon, MatButton, MatIconButton, NetworkBadge, Progress],
  templateUrl: './reread-panel.html',
  styleUrls: ['../panel.css', './reread-panel.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RereadPanel {
  private readonly api = inject(NetworkAccountsApi);

  readonly account = input.required<NetworkAccountView>();
  readonly network = input.required<AccountCardView['network']>();
  readonly words = input.required<CardWords>();
  readonly timeZone = input.required<string>();
  readonly now = input(new Date());
  readonly live = input<SyncProgressMessage | null>(null);

  readonly closed = output();
  readonly runsAsked = output();

  protected readonly preset = signal<RereadPreset>('seven-days');
  protected readonly chosen = signal<RereadPeriodRequest>({ from: '', until: '' });
  protected readonly wasAsked = signal(false);
  protected readonly isSending = signal(false);
  protected readonly problem = signal<string | null>(null);
  private readonly asked = signal<Asked | null>(null);

  protected readonly options = computed(() => backfillOptions(this.timeZone(), this.now()));
  protected readonly period = computed(() => presetPeriod(this.preset(), this.chosen(), this.options()));
  protected readonly periodProblem = computed(() => periodProblem(this.period(), this.options()));
  /** Nothing is called wrong before it was typed or asked for. */
  protected readonly shownProblem = computed(() => {
    const problem = this.periodProblem();
    const isTyped = problem !== null && this.period()[problem.field] !== '';
    return this.wasAsked() || isTyped ? problem : null;
  });
  protected readonly days = computed(() => {
    if (this.periodProblem() !== null) return null;
    const { from, until } = this.period();
    return daysBetween(from, until);
  });
  protected readonly choices = computed(() => [
    { preset: 'seven-days' as const, name: '7 days', note: this.since('seven-days') },
    { preset: 'thirty-days' as const, name: '30 days', note: this.since('thirty-days') },
    { preset: 'other' as const, name: 'Other days', note: 'pick them' },
  ]);
  protected readonly askedDays = computed(() => {
    const period = this.asked()?.period;
    return period && this.span(period);
  });
  protected readonly progress = computed(() => {
    const asked = this.asked();
    const at = { live: this.live(), words: this.words() };
    return asked && rereadProgress(this.account(), asked.knownRuns, at);
  });
  protected readonly isUnderWay = computed(() => {
    const state = this.progress()?.state;
    return state === 'queued' || state === 'reading';
  });

  protected async submit(): Promise<void> {
    this.wasAsked.set(true);
    this.problem.set(null);
    if (this.periodProblem() !== null || this.isSending()) return;
    const period = this.period();
    const knownRuns = new Set(this.account().recentRuns.map(({ id }) => id));
    this.isSending.set(true);
    try {
      await firstValueFrom(this.api.reread(this.account().id, period));
      this.asked.set({ period, knownRuns });
      this.wasAsked.set(false);
    } catch (error) {
      this.problem.set(toProblemError(error).message);
    } finally {
      this.isSending.set(false);
    }
  }

  protected typed(field: 'from' | 'until', event: Event): void {
    const value = event.target instanceof HTMLInputElement ? event.target.value : '';
    this.chosen.update((chosen) => ({ ...chosen, [field]: value }));
  }

  private since(preset: RereadPreset): string {
    return `since ${this.words().day(presetPeriod(preset, this.chosen(), this.options()).from)}`;
  }

  private span({ from, until }: RereadPeriodRequest): string {
    const words = this.words();
    return from === until ? words.day(from) : `${words.day(from)} – ${words.day(until)}`;
  }
}
