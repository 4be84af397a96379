import { ChangeDetectionStrategy, Component, computed, input, linkedSignal, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { ClientView, NetworkAccountView } from '@tributary/api-contract';
import { Icon, NetworkBadge } from '@tributary/client-ui';
import type { AccountCardView } from '../accounts/account-card-view';

/** Says whose an account is: of one client, or of the agency itself. */
@Component({
  selector: 'trib-client-panel',
  imports: [Icon, MatButton, MatIconButton, NetworkBadge],
  templateUrl: './client-panel.html',
  styleUrls: ['../panel.css', './client-panel.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClientPanel {
  readonly account = input.required<NetworkAccountView>();
  readonly network = input.required<AccountCardView['network']>();
  readonly clients = input.required<readonly ClientView[]>();

  readonly closed = output();
  /** null for the agency itself. */
  readonly chosen = output<string | null>();

  protected readonly selected = linkedSignal(() => this.account().clientId);
  protected readonly isChanged = computed(() => this.selected() !== this.account().clientId);
  protected readonly options = computed(() => [
    { id: null, name: 'None, the agency’s own', note: 'Only your team sees its sales' },
    ...this.clients().map(({ id, name, logins }) => ({ id, name, note: loginsText(logins.length) })),
  ]);

  protected save(): void {
    if (this.isChanged()) this.chosen.emit(this.selected());
    else this.closed.emit();
  }
}

function loginsText(logins: number): string {
  if (logins === 0) return 'No login yet';
  return logins === 1 ? '1 login will see its sales' : `${logins} logins will see its sales`;
}
