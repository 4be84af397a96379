import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { SaleRow } from '@tributary/api-contract';
import { SalesApi, toProblemError } from '@tributary/client-data-access';
import { Formats, MinuteClock, Skeleton } from '@tributary/client-ui';
import { saleHistoryView } from './sale-history-view';

/** What a sale said from when on: read when it is opened, newest first. */
@Component({
  selector: 'trib-sale-history',
  imports: [MatButton, Skeleton],
  templateUrl: './sale-history.html',
  styleUrl: './sale-history.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SaleHistory {
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);

  readonly sale = input.required<Pick<SaleRow, 'accountId' | 'orderId'>>();

  private readonly key = computed(
    () => ({ accountId: this.sale().accountId, orderId: this.sale().orderId }),
    { equal: (a, b) => a.accountId === b.accountId && a.orderId === b.orderId },
  );
  protected readonly resource = inject(SalesApi).history(this.key);
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error === undefined ? null : toProblemError(error);
  });
  protected readonly entries = computed(() => {
    if (!this.resource.hasValue()) return null;
    return saleHistoryView(this.resource.value().entries, {
      numbers: this.formats.numbers(),
      dates: this.formats.dates(),
      now: this.clock.now(),
    });
  });
}
