import { ChangeDetectionStrategy, Component, input, linkedSignal, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { ClientView, NetworkAccountView } from '@tributary/api-contract';
import { Icon, NetworkBadge, type NetworkIdentity } from '@tributary/client-ui';

/** Chooses which accounts belong to a client. */
@Component({
  selector: 'trib-accounts-panel',
  imports: [Icon, MatButton, MatIconButton, NetworkBadge],
  template: `
    <header>
      <h2>Accounts of {{ client().name }}</h2>
      <button matIconButton type="button" aria-label="Close" (click)="closed.emit()">
        <trib-icon name="close" [size]="18" />
      </button>
    </header>
    <form id="client-accounts-form" (submit)="$event.preventDefault(); saved.emit(chosen())">
      <p>Logins of {{ client().name }} see what these accounts bring, now and of the past.</p>
      <fieldset>
        <legend class="trib-visually-hidden">Accounts</legend>
        @for (account of accounts(); track account.id) {
          <label class="option">
            <input type="checkbox" [checked]="chosen().has(account.id)" (change)="toggle(account.id)" />
            <trib-network-badge aria-hidden="true" [network]="identify()(account.network)" />
            <span>{{ identify()(account.network).name }} · {{ account.label }}</span>
            @if (otherOwner(account); as owner) {
              <small>Of {{ owner }} now</small>
            }
          </label>
        } @empty {
          <p>No network is connected yet.</p>
        }
      </fieldset>
      @if (refusal(); as problem) {
        <p class="problem" role="alert">{{ problem }}</p>
      }
    </form>
    <footer>
      <button matButton="outlined" type="button" (click)="closed.emit()">Cancel</button>
      <button matButton="filled" type="submit" form="client-accounts-form" [disabled]="isBusy()">
        {{ isBusy() ? 'Saving' : 'Save' }}
      </button>
    </footer>
  `,
  styleUrl: './panel.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountsPanel {
  readonly client = input.required<ClientView>();
  readonly clients = input.required<readonly ClientView[]>();
  readonly accounts = input.required<readonly NetworkAccountView[]>();
  readonly identify = input.required<(code: string) => NetworkIdentity>();
  readonly isBusy = input(false);
  readonly refusal = input<string | null>(null);

  readonly closed = output();
  /** Ids of all accounts that shall belong to the client. */
  readonly saved = output<ReadonlySet<string>>();

  /** What was chosen outlives accounts that are read again. */
  protected readonly chosen = linkedSignal<string, ReadonlySet<string>>({
    source: () => this.client().id,
    computation: (id) => new Set(this.accounts().flatMap((one) => (one.clientId === id ? [one.id] : []))),
  });

  protected toggle(accountId: string): void {
    this.chosen.update((before) => {
      const after = new Set(before);
      if (!after.delete(accountId)) after.add(accountId);
      return after;
    });
  }

  protected otherOwner({ clientId }: NetworkAccountView): string | null {
    if (clientId === this.client().id) return null;
    return this.clients().find(({ id }) => id === clientId)?.name ?? null;
  }
}
