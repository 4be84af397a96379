import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { NetworkAccountView } from '@tributary/api-contract';
import { latestValue, NetworkAccountsApi, toProblemError } from '@tributary/client-data-access';
import { EmptyState, ErrorCard, Formats, Icon, NetworkBadge, Skeleton } from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';
import type { AccountCardView } from '../accounts/account-card-view';
import type { CardWords } from '../accounts/card-words';
import { ComparedDay } from './compared-day';
import { type DayView, reconciliationPanelView } from './reconciliation-panel-view';

/** What a network states about its own days beside what is stored, day by day. */
@Component({
  selector: 'trib-reconciliation-panel',
  imports: [ComparedDay, EmptyState, ErrorCard, Icon, MatButton, MatIconButton, NetworkBadge, Skeleton],
  templateUrl: './reconciliation-panel.html',
  styleUrls: ['../panel.css', './reconciliation-panel.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReconciliationPanel {
  private readonly api = inject(NetworkAccountsApi);
  private readonly formats = inject(Formats);

  readonly account = input.required<NetworkAccountView>();
  readonly network = input.required<AccountCardView['network']>();
  readonly words = input.required<CardWords>();
  readonly canReread = input(false);

  readonly closed = output();
  readonly quarantineAsked = output();

  protected readonly resource = this.api.reconciliation(computed(() => this.account().id));
  private readonly reconciliation = latestValue(this.resource);
  protected readonly state = computed(() => this.reconciliation()?.summary.state);
  protected readonly view = computed(() => {
    const reconciliation = this.reconciliation();
    const numbers = this.formats.numbers();
    const words = {
      ...this.words(),
      money: (amount: string, currency: string) => numbers.money(amount, currency),
      signedMoney: (amount: string, currency: string) => numbers.signedMoney(amount, currency),
    };
    return reconciliation && reconciliationPanelView(reconciliation, { network: this.network().name, words });
  });
  /** Days that were asked to be read again. */
  protected readonly asked = signal<ReadonlySet<string>>(new Set());
  protected readonly problem = signal<string | null>(null);

  constructor() {
    let seen: string | null | undefined;
    effect(() => {
      const { comparedAt } = this.account().reconciliation;
      // Compared anew while the panel is open: after a reading, by the hour or asked for here.
      if (seen !== undefined && seen !== comparedAt) {
        untracked(() => {
          this.asked.set(new Set());
          this.resource.reload();
        });
      }
      seen = comparedAt;
    });
  }

  protected async readAgain({ day, reread }: DayView): Promise<void> {
    this.problem.set(null);
    this.asked.update((days) => new Set([...days, day]));
    try {
      await firstValueFrom(this.api.reread(this.account().id, reread));
    } catch (error) {
      this.problem.set(toProblemError(error).message);
      this.asked.update((days) => new Set([...days].filter((one) => one !== day)));
    }
  }
}
