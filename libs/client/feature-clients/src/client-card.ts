import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import type { ClientView, NetworkAccountView } from '@tributary/api-contract';
import { Icon, NetworkBadge, type NetworkIdentity } from '@tributary/client-ui';

/** One client: its accounts, its logins, and what can be done about it. */
@Component({
  selector: 'trib-client-card',
  imports: [Icon, MatButton, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger, NetworkBadge, RouterLink],
  templateUrl: './client-card.html',
  styleUrl: './client-card.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClientCard {
  readonly client = input.required<ClientView>();
  readonly accounts = input.required<readonly NetworkAccountView[]>();
  readonly identify = input.required<(code: string) => NetworkIdentity>();

  readonly asked = output<'rename' | 'accounts' | 'remove'>();
}
