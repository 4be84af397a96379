import { ChangeDetectionStrategy, Component, computed, effect, inject, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { ClientsApi, latestValue, MeApi, NetworksApi, visibleAccounts } from '@tributary/client-data-access';
import {
  EmptyState,
  ErrorCard,
  Formats,
  ListEnd,
  MinuteClock,
  type NetworkIdentity,
  PastBanner,
  RowsSkeleton,
  SidePanel,
} from '@tributary/client-ui';
import { SaleDrawer } from './sale-drawer';
import { saleKey } from './sale-row-view';
import { saleWords } from './sale-words';
import { SalesExport } from './sales-export';
import { SalesFilterBar } from './sales-filter-bar';
import {
  EMPTY_FILTER,
  filterFromQuery,
  isFiltered,
  queryOfFilter,
  type SalesFilter,
  sameFilter,
} from './sales-filter';
import { SalesStore } from './sales-store';
import { SalesTable } from './sales-table';

/** The agency's sales; what is shown is written in the URL. */
@Component({
  selector: 'trib-sales-page',
  imports: [
    EmptyState,
    ErrorCard,
    ListEnd,
    PastBanner,
    RouterLink,
    RowsSkeleton,
    SaleDrawer,
    SalesExport,
    SalesFilterBar,
    SalesTable,
    SidePanel,
  ],
  providers: [SalesStore],
  templateUrl: './sales-page.html',
  styleUrl: './sales-page.css',
  host: { '(document:keydown.j)': 'key(1, $event)', '(document:keydown.k)': 'key(-1, $event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SalesPage {
  protected readonly store = inject(SalesStore);
  private readonly networksApi = inject(NetworksApi);
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);
  private readonly router = inject(Router);
  protected readonly skeletonWidths = ['84px', '110px', '34%', '72px', '88px'];
  private readonly query = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });

  protected readonly filter = computed(() => filterFromQuery(this.query()), { equal: sameFilter });
  protected readonly isFiltered = computed(() => isFiltered(this.filter()));
  private readonly visible = visibleAccounts();
  protected readonly networks = this.visible.networks;
  protected readonly accounts = this.visible.accounts;
  private readonly clientList = latestValue(inject(ClientsApi).clients());
  protected readonly clients = computed(() => this.clientList() ?? []);
  private readonly me = inject(MeApi);
  protected readonly canOpenConnections = computed(() => this.me.can('read-connections'));
  protected readonly words = computed(() => saleWords(this.formats, this.clock.now()));
  protected readonly today = computed(() => this.formats.dates().dayOf(this.clock.now()));
  protected readonly timeZone = computed(() => this.formats.settings().timeZone);
  protected readonly periodText = computed(() => this.textOfPeriod(this.filter()));
  protected readonly countText = computed(() => {
    const count = this.formats.numbers().count(this.store.rows().length);
    return this.store.hasMore()
      ? `The newest ${count} sales`
      : `${count} ${count === '1' ? 'sale' : 'sales'}`;
  });
  protected readonly openKey = computed(() => {
    const sale = this.store.openSale();
    return sale ? saleKey(sale) : null;
  });
  protected readonly nearestText = computed(() => {
    const sale = this.store.nearest();
    if (sale === null) return '';
    return `Nearest sale: ${this.words().day(sale.saleDate)}, ${this.identify(sale.network).name}.`;
  });
  protected readonly identify = (code: string): NetworkIdentity =>
    this.networksApi.find(code) ?? { name: code, monogram: code.slice(0, 2).toUpperCase(), slot: 9 };

  constructor() {
    effect(() => {
      const filter = this.filter();
      untracked(() => void this.store.show(filter));
    });
  }

  protected networkOf(code: string) {
    return this.networksApi.find(code) ?? null;
  }

  protected setFilter(filter: SalesFilter): void {
    void this.router.navigate([], { queryParams: queryOfFilter(filter), queryParamsHandling: 'merge' });
  }

  protected clear(): void {
    this.setFilter({ ...EMPTY_FILTER, asOf: this.filter().asOf });
  }

  protected backToNow(): void {
    this.setFilter({ ...this.filter(), asOf: null });
  }

  protected step(by: 1 | -1): void {
    this.store.step(by);
    this.showOpenRow();
  }

  /** j and k walk through the rows while one is open, except where they are letters. */
  protected key(by: 1 | -1, event: Event): void {
    const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
    if (this.openKey() !== null && !isTyping) this.step(by);
  }

  private showOpenRow(): void {
    const key = this.openKey();
    if (key === null) return;
    const row = [...document.querySelectorAll<HTMLElement>('[data-key]')].find(
      (one) => one.dataset.key === key,
    );
    row?.scrollIntoView({ block: 'nearest' });
  }

  private textOfPeriod({ from, to }: SalesFilter): string {
    const dates = this.formats.dates();
    if (from !== null && to !== null) return dates.range(from, to);
    if (from !== null) return `Since ${dates.day(from)}`;
    return to === null ? 'All time' : `Until ${dates.day(to)}`;
  }
}
