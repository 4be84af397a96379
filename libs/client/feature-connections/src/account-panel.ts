import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { NetworkAccountView } from '@tributary/api-contract';
import { MeApi } from '@tributary/client-data-access';
import { Formats, MinuteClock, SidePanel } from '@tributary/client-ui';
import type { AccountAction } from './accounts/account-card';
import type { AccountCardView } from './accounts/account-card-view';
import type { CardWords } from './accounts/card-words';
import { RunLog } from './accounts/run-log';
import { ClientPanel } from './clients/client-panel';
import { ConnectionsStore } from './connections-store';
import { NotificationPanel } from './notifications/notification-panel';
import { RenormalisePanel } from './quarantine/renormalise-panel';
import { ReconciliationPanel } from './reconciliation/reconciliation-panel';
import { RereadPanel } from './reread/reread-panel';

const LABELS = {
  runs: 'Run log',
  reconciliation: 'Compare with the network',
  reread: 'Read a period again',
  renormalise: 'Read kept pages again',
  notifications: 'What the network sends',
  client: 'Choose the client',
} as const;

export type AccountPanelKind = keyof typeof LABELS;

/** What opens a panel rather than doing something. */
export const PANEL_OF: Partial<Record<AccountAction, AccountPanelKind>> = {
  'show-runs': 'runs',
  reconcile: 'reconciliation',
  reread: 'reread',
  renormalise: 'renormalise',
  notifications: 'notifications',
  'choose-client': 'client',
};

/** The side panel about one account. */
@Component({
  selector: 'trib-account-panel',
  imports: [
    ClientPanel,
    NotificationPanel,
    ReconciliationPanel,
    RenormalisePanel,
    RereadPanel,
    RunLog,
    SidePanel,
  ],
  templateUrl: './account-panel.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountPanel {
  protected readonly store = inject(ConnectionsStore);
  private readonly me = inject(MeApi);
  protected readonly settings = inject(Formats).settings;
  protected readonly now = inject(MinuteClock).now;

  readonly kind = input.required<AccountPanelKind>();
  readonly account = input.required<NetworkAccountView>();
  readonly network = input.required<AccountCardView['network']>();
  readonly words = input.required<CardWords>();

  readonly closed = output();
  /** Another panel, or something to be done about the account. */
  readonly asked = output<AccountAction>();
  /** The client it shall belong to; null for the agency itself. */
  readonly clientChosen = output<string | null>();

  protected readonly label = computed(() => LABELS[this.kind()]);
  protected readonly canSync = computed(() => this.me.can('sync-now'));
}
