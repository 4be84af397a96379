import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon, NetworkBadge, StatusChip } from '@tributary/client-ui';
import type { RecentSaleView } from '../view/recent-sale-view';

const FIRST_ON_PHONE = 8;

/** The newest sales: a table, and two-line items where there is no room for one. */
@Component({
  selector: 'trib-recent-sales',
  imports: [Icon, NetworkBadge, RouterLink, StatusChip],
  templateUrl: './recent-sales.html',
  styleUrl: './recent-sales.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecentSales {
  readonly sales = input.required<readonly RecentSaleView[]>();
  readonly isLoading = input(false);
  /** Filters that the Sales page shall open with. */
  readonly query = input<Readonly<Record<string, string | null>>>({});

  protected readonly skeletons = Array.from({ length: 20 }, (_, index) => index);
  protected readonly firstOnPhone = FIRST_ON_PHONE;
  protected readonly showsAll = signal(false);

  protected showAll(): void {
    this.showsAll.set(true);
  }
}
