import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import type { NetworkAccountView } from '@tributary/api-contract';
import { latestValue, NetworkAccountsApi } from '@tributary/client-data-access';
import { ErrorCard, Icon, NetworkBadge, Skeleton } from '@tributary/client-ui';
import type { AccountCardView } from './account-card-view';
import type { CardWords } from './card-words';
import { runLogRow } from './run-log-view';

/** The last runs of one account, each with its window, counts and error. */
@Component({
  selector: 'trib-run-log',
  imports: [ErrorCard, Icon, MatIconButton, NetworkBadge, Skeleton],
  templateUrl: './run-log.html',
  styleUrls: ['../panel.css', './run-log.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunLog {
  readonly account = input.required<NetworkAccountView>();
  readonly network = input.required<AccountCardView['network']>();
  readonly words = input.required<CardWords>();

  readonly closed = output();

  protected readonly resource = inject(NetworkAccountsApi).runs(computed(() => this.account().id));
  private readonly runs = latestValue(this.resource);
  protected readonly rows = computed(() => this.runs()?.map((run) => runLogRow(run, this.words())));
}
