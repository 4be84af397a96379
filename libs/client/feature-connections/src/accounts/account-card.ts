import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { HealthChip, Icon, NetworkBadge, Progress } from '@tributary/client-ui';
import type { AccountCardView } from './account-card-view';
import { RunBarsChart } from './run-bars-chart';

/** What a person may ask of one account. */
export type AccountAction =
  | 'sync'
  | 'pause'
  | 'resume'
  | 'replace-key'
  | 'show-runs'
  | 'show-quarantine'
  | 'reconcile'
  | 'reread'
  | 'renormalise'
  | 'notifications'
  | 'choose-client';

/** One network account: its state, its last runs and what can be done about it. */
@Component({
  selector: 'trib-account-card',
  imports: [
    HealthChip,
    Icon,
    MatButton,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    NetworkBadge,
    Progress,
    RouterLink,
    RunBarsChart,
  ],
  templateUrl: './account-card.html',
  styleUrl: './account-card.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountCard {
  readonly view = input.required<AccountCardView>();
  readonly canSync = input(false);
  readonly canManage = input(false);
  /** There are clients it may belong to. */
  readonly hasClients = input(false);
  /** Its sync was asked for and has not started. */
  readonly isQueued = input(false);
  readonly isHighlighted = input(false);

  readonly asked = output<AccountAction>();

  protected readonly name = computed(() => `${this.view().network.name} · ${this.view().label}`);
  protected readonly isSyncing = computed(() => this.isQueued() || this.view().isReading);

  protected ask(action: AccountAction): void {
    this.asked.emit(action);
  }
}
