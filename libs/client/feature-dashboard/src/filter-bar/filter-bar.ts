import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { AsOfChoice, FilterRow, Icon, Segmented, type ChartNetwork } from '@tributary/client-ui';
import { PERIODS, type DashboardFilter } from '../page/dashboard-filter';

export interface AccountOption {
  readonly id: string;
  readonly network: string;
  readonly label: string;
}

export interface ClientOption {
  readonly id: string;
  readonly name: string;
}

const CLOCKS = [
  { value: 'sale-date', label: 'Sale date' },
  { value: 'event-date', label: 'Event date' },
] as const;

/** The filters of the page, each one kept in the URL by whoever listens. */
@Component({
  selector: 'trib-filter-bar',
  imports: [AsOfChoice, FilterRow, Icon, MatButton, MatMenu, MatMenuItem, MatMenuTrigger, Segmented],
  templateUrl: './filter-bar.html',
  styleUrl: './filter-bar.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FilterBar {
  readonly filter = input.required<DashboardFilter>();
  readonly networks = input.required<readonly ChartNetwork[]>();
  readonly accounts = input.required<readonly AccountOption[]>();
  /** Nothing to choose where there are none. */
  readonly clients = input<readonly ClientOption[]>([]);
  /** What all figures are converted into; null until known, and where they are an index. */
  readonly currency = input<string | null>(null);
  readonly isIndex = input(false);
  readonly changed = output<Partial<DashboardFilter>>();

  protected readonly periods = PERIODS;
  protected readonly clocks = CLOCKS;
  protected readonly networkName = computed(() => {
    const { network } = this.filter();
    return network === null ? 'All' : this.nameOf(network);
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
  /** An account belongs to one network: with a network chosen only its accounts make sense. */
  protected readonly accountOptions = computed(() => {
    const { network } = this.filter();
    return this.accounts()
      .filter((account) => network === null || account.network === network)
      .map((account) => ({ ...account, networkName: this.nameOf(account.network) }));
  });

  protected choose(part: Partial<DashboardFilter>): void {
    this.changed.emit(part);
  }

  protected chooseClock(clock: string): void {
    this.changed.emit({ clock: clock === 'event-date' ? 'event-date' : 'sale-date' });
  }

  /** Another network's account would leave an empty page. */
  protected chooseNetwork(network: string | null): void {
    const chosen = this.accounts().find(({ id }) => id === this.filter().account);
    const keeps = network === null || chosen?.network === network;
    this.changed.emit(keeps ? { network } : { network, account: null });
  }

  /** An account of another client would leave an empty page. */
  protected chooseClient(client: string | null): void {
    this.changed.emit({ client, account: null });
  }

  private nameOf(code: string): string {
    return this.networks().find((network) => network.code === code)?.name ?? code;
  }
}
