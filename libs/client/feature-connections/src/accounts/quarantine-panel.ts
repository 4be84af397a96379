import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { NetworkAccountView } from '@tributary/api-contract';
import { latestValue, NetworkAccountsApi, toProblemError } from '@tributary/client-data-access';
import { EmptyState, ErrorCard, Icon, NetworkBadge, Skeleton } from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';
import type { AccountCardView } from './account-card-view';
import type { CardWords } from './card-words';
import { quarantinePanelView, replayResult } from './quarantine-view';

/** The rows of one account that could not be read, why, and the way to read them again. */
@Component({
  selector: 'trib-quarantine-panel',
  imports: [EmptyState, ErrorCard, Icon, MatButton, MatIconButton, NetworkBadge, Skeleton],
  templateUrl: './quarantine-panel.html',
  styleUrls: ['../panel.css', './quarantine-panel.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QuarantinePanel {
  private readonly api = inject(NetworkAccountsApi);

  readonly account = input.required<NetworkAccountView>();
  readonly network = input.required<AccountCardView['network']>();
  readonly words = input.required<CardWords>();
  readonly canReplay = input(false);

  readonly closed = output();
  /** Rows were read again: the account may have fewer of them now. */
  readonly replayed = output();

  protected readonly resource = this.api.quarantine(computed(() => this.account().id));
  private readonly quarantine = latestValue(this.resource);
  protected readonly view = computed(() => {
    const quarantine = this.quarantine();
    return quarantine && quarantinePanelView(quarantine, this.words());
  });
  protected readonly isReplaying = signal(false);
  protected readonly result = signal<string | null>(null);
  protected readonly problem = signal<string | null>(null);

  protected async replay(): Promise<void> {
    this.isReplaying.set(true);
    this.result.set(null);
    this.problem.set(null);
    try {
      const outcome = await firstValueFrom(this.api.replayQuarantine(this.account().id));
      this.result.set(replayResult(outcome, this.words()));
      this.replayed.emit();
    } catch (error) {
      this.problem.set(toProblemError(error).message);
    } finally {
      this.isReplaying.set(false);
      this.resource.reload();
    }
  }
}
