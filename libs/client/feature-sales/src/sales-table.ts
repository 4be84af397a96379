import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { SaleRow } from '@tributary/api-contract';
import { Icon, NetworkBadge, type NetworkIdentity, RowsTable, StatusChip } from '@tributary/client-ui';
import { saleRowView, type SaleWords } from './sale-row-view';

/** Sales as a table, under 600 px as items of two lines. */
@Component({
  selector: 'trib-sales-table',
  imports: [Icon, NetworkBadge, RowsTable, StatusChip],
  templateUrl: './sales-table.html',
  styleUrl: './sales-table.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SalesTable {
  private readonly clipboard = inject(Clipboard);
  private readonly toast = inject(MatSnackBar);

  readonly sales = input.required<readonly SaleRow[]>();
  readonly words = input.required<SaleWords>();
  /** Network code → how it is drawn. */
  readonly identify = input.required<(code: string) => NetworkIdentity>();
  readonly openKey = input<string | null>(null);

  readonly opened = output<string>();

  protected readonly rows = computed(() => this.sales().map((sale) => saleRowView(sale, this.words())));

  protected copy(orderNumber: string, event: Event): void {
    event.stopPropagation();
    if (this.clipboard.copy(orderNumber))
      this.toast.open(`${orderNumber} copied`, undefined, { duration: 3_000 });
  }
}
