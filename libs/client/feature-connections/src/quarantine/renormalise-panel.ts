import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { NetworkAccountView, SyncProgressMessage } from '@tributary/api-contract';
import { QuarantineApi, toProblemError } from '@tributary/client-data-access';
import { Icon, NetworkBadge, Progress } from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';
import type { AccountCardView } from '../accounts/account-card-view';
import type { CardWords } from '../accounts/card-words';
import { renormaliseResult } from './quarantine-words';
import { secondReadingProgress } from './second-reading-progress';

/** Has every kept page of an account read by the mapping of today: what it does, the confirmation, and how far it is. */
@Component({
  selector: 'trib-renormalise-panel',
  imports: [Icon, MatButton, MatIconButton, NetworkBadge, Progress, RouterLink],
  templateUrl: './renormalise-panel.html',
  styleUrls: ['../panel.css', './renormalise-panel.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RenormalisePanel {
  private readonly api = inject(QuarantineApi);

  readonly account = input.required<NetworkAccountView>();
  readonly network = input.required<AccountCardView['network']>();
  readonly words = input.required<CardWords>();
  readonly live = input<SyncProgressMessage | null>(null);

  readonly closed = output();
  /** It was asked for: the account's runs are to be read anew. */
  readonly begun = output();

  protected readonly isSending = signal(false);
  protected readonly problem = signal<string | null>(null);
  protected readonly isRunningAlready = signal(false);
  private readonly knownRuns = signal<ReadonlySet<string> | null>(null);

  protected readonly progress = computed(() => {
    const knownRuns = this.knownRuns();
    return knownRuns && secondReadingProgress(this.account(), { tier: 'raw-pages', knownRuns }, this.live());
  });
  protected readonly result = computed(() => {
    const progress = this.progress();
    return progress?.state === 'ended' ? renormaliseResult(progress.run, this.words()) : null;
  });
  protected readonly isUnderWay = computed(() => {
    const progress = this.progress();
    return progress !== null && progress.state !== 'ended';
  });

  protected async begin(): Promise<void> {
    const knownRuns = new Set(this.account().recentRuns.map(({ id }) => id));
    this.isSending.set(true);
    this.problem.set(null);
    try {
      const { isQueued } = await firstValueFrom(this.api.renormalise(this.account().id));
      this.isRunningAlready.set(!isQueued);
      this.knownRuns.set(isQueued ? knownRuns : null);
      this.begun.emit();
    } catch (error) {
      this.problem.set(toProblemError(error).message);
    } finally {
      this.isSending.set(false);
    }
  }
}
