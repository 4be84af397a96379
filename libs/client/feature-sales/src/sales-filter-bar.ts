import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AccountName, ClientView, NetworkDescriptor, SaleStatus } from '@tributary/api-contract';
import {
  AsOfChoice,
  type Choice,
  ChoiceList,
  FilterPopover,
  FilterRow,
  Icon,
  type Period,
  PeriodChoice,
  presetOf,
} from '@tributary/client-ui';
import { EMPTY_FILTER, isFiltered, SALE_STATUSES, type SalesFilter, toggled } from './sales-filter';

const STATUS_NAMES: Readonly<Record<SaleStatus, string>> = {
  completed: 'Completed',
  pending: 'Pending',
  refunded: 'Refunded',
  chargeback: 'Chargeback',
};

/** Everything the table can be narrowed by. Emits the whole filter anew. */
@Component({
  selector: 'trib-sales-filter-bar',
  imports: [AsOfChoice, ChoiceList, FilterPopover, FilterRow, Icon, MatButton, PeriodChoice],
  templateUrl: './sales-filter-bar.html',
  styleUrl: './sales-filter-bar.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SalesFilterBar {
  readonly filter = input.required<SalesFilter>();
  readonly networks = input.required<readonly NetworkDescriptor[]>();
  readonly accounts = input.required<readonly AccountName[]>();
  /** Nothing to choose where there are none. */
  readonly clients = input<readonly ClientView[]>([]);
  readonly today = input.required<string>();
  /** "22 Oct – 20 Nov" */
  readonly periodText = input.required<string>();

  readonly changed = output<SalesFilter>();

  protected readonly isFiltered = computed(() => isFiltered(this.filter()));
  protected readonly networkChoices = computed<Choice[]>(() =>
    this.networks().map((network) => ({ value: network.id, label: network.name, network })),
  );
  protected readonly accountChoices = computed<Choice[]>(() =>
    this.accounts().map((account) => this.choiceOf(account)),
  );
  protected readonly clientChoices = computed<Choice[]>(() =>
    this.clients().map(({ id, name }) => ({ value: id, label: name })),
  );
  protected readonly statusChoices: Choice[] = SALE_STATUSES.map((value) => ({
    value,
    label: STATUS_NAMES[value],
  }));
  protected readonly periodLabel = computed(
    () => presetOf(this.filter(), this.today())?.label ?? this.periodText(),
  );

  protected summary(choices: readonly Choice[], chosen: readonly string[]): string {
    if (chosen.length === 0) return 'All';
    const [first = ''] = chosen;
    return chosen.length === 1
      ? (choices.find(({ value }) => value === first)?.label ?? '1')
      : String(chosen.length);
  }

  protected setPeriod({ from, to }: Period): void {
    this.change({ from, to });
  }

  protected toggleNetwork(code: string): void {
    this.change({ networks: toggled(this.filter().networks, code) });
  }

  protected toggleAccount(id: string): void {
    this.change({ accounts: toggled(this.filter().accounts, id) });
  }

  protected toggleClient(id: string): void {
    this.change({ clients: toggled(this.filter().clients, id) });
  }

  protected toggleStatus(value: string): void {
    const status = SALE_STATUSES.find((one) => one === value);
    if (status) this.change({ statuses: toggled(this.filter().statuses, status) });
  }

  protected change(part: Partial<SalesFilter>): void {
    this.changed.emit({ ...this.filter(), ...part });
  }

  protected clear(): void {
    this.changed.emit({ ...EMPTY_FILTER, asOf: this.filter().asOf });
  }

  private choiceOf(account: AccountName): Choice {
    const network = this.networks().find(({ id }) => id === account.network);
    return { value: account.id, label: account.label, ...(network && { network }) };
  }
}
