import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { NetworkDescriptor, SaleRow } from '@tributary/api-contract';
import { Icon, NetworkBadge, type NetworkIdentity, StatusChip } from '@tributary/client-ui';
import { SaleConversion } from './sale-conversion';
import { SaleCustomer } from './sale-customer';
import { SaleHistory } from './sale-history';
import { saleDetailView } from './sale-detail-view';
import { type SaleWords, statusChip } from './sale-row-view';

/** One sale with its money, both its clocks and everything that was taken back. */
@Component({
  selector: 'trib-sale-drawer',
  imports: [Icon, MatIconButton, NetworkBadge, SaleConversion, SaleCustomer, SaleHistory, StatusChip],
  templateUrl: './sale-drawer.html',
  styleUrl: './sale-drawer.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SaleDrawer {
  private readonly clipboard = inject(Clipboard);
  private readonly toast = inject(MatSnackBar);

  readonly sale = input.required<SaleRow>();
  readonly identity = input.required<NetworkIdentity>();
  /** null while the networks load. */
  readonly network = input.required<NetworkDescriptor | null>();
  readonly timeZone = input.required<string>();
  readonly words = input.required<SaleWords>();
  /** "3 of 25" */
  readonly position = input.required<string>();
  readonly hasPrevious = input(false);
  readonly hasNext = input(false);

  readonly stepped = output<1 | -1>();
  readonly closed = output();

  protected readonly status = computed(() => statusChip(this.sale()));
  protected readonly view = computed(() =>
    saleDetailView(this.sale(), { network: this.network(), timeZone: this.timeZone(), words: this.words() }),
  );

  protected copy(text: string): void {
    if (this.clipboard.copy(text)) this.toast.open(`${text} copied`, undefined, { duration: 3_000 });
  }
}
