import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { AccountName, ClientView, NetworkDescriptor } from '@tributary/api-contract';
import { FilterRow, Icon, Segmented } from '@tributary/client-ui';
import { CHANGE_PERIODS, isNarrowed, type ChangesFilter } from '../page/changes-filter';

const PERIODS = [
  { value: 'last-look', label: 'Since you last looked' },
  { value: '7-days', label: 'Last 7 days' },
  { value: '30-days', label: 'Last 30 days' },
] as const;

/** Everything the feed can be narrowed by. Emits the whole filter anew. */
@Component({
  selector: 'trib-changes-filter-bar',
  imports: [FilterRow, Icon, MatButton, MatMenu, MatMenuItem, MatMenuTrigger, Segmented],
  templateUrl: './changes-filter-bar.html',
  styleUrl: './changes-filter-bar.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChangesFilterBar {
  readonly filter = input.required<ChangesFilter>();
  readonly networks = input.required<readonly NetworkDescriptor[]>();
  readonly accounts = input.required<readonly AccountName[]>();
  /** Nothing to choose where there are none. */
  readonly clients = input<readonly ClientView[]>([]);
  readonly changed = output<ChangesFilter>();

  protected readonly periods = PERIODS;
  protected readonly isNarrowed = computed(() => isNarrowed(this.filter()));
  protected readonly networkName = computed(() => {
    const { network } = this.filter();
    if (network === null) return 'All';
    return this.networks().find(({ id }) => id === network)?.name ?? network;
  });
  protected readonly accountName = computed(() => {
    const { account } = this.filter();
    if (account === null) return 'All';
    return this.accounts().find(({ id }) => id === account)?.label ?? 'One';
  });
  protected readonly clientName = computed(() => {
    const { client } = this.filter();
    if (client === null) return 'All';
    return this.clients().find(({ id }) => id === client)?.name ?? 'One';
  });
  /** With a network chosen only its accounts make sense. */
  protected readonly accountOptions = computed(() => {
    const { network } = this.filter();
    return this.accounts().filter((account) => network === null || account.network === network);
  });

  protected choosePeriod(value: string): void {
    const period = CHANGE_PERIODS.find((one) => one === value);
    if (period) this.change({ period });
  }

  /** Another network's account would leave an empty page. */
  protected chooseNetwork(network: string | null): void {
    const chosen = this.accounts().find(({ id }) => id === this.filter().account);
    const keeps = network === null || chosen?.network === network;
    this.change(keeps ? { network } : { network, account: null });
  }

  protected change(part: Partial<ChangesFilter>): void {
    this.changed.emit({ ...this.filter(), ...part });
  }
}
