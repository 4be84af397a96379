import { ChangeDetectionStrategy, Component, computed, effect, inject, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { ClientsApi, latestValue, NetworksApi, visibleAccounts } from '@tributary/client-data-access';
import {
  EmptyState,
  ErrorCard,
  Formats,
  ListEnd,
  MinuteClock,
  type NetworkIdentity,
  Skeleton,
} from '@tributary/client-ui';
import { changeDays } from '../feed/change-view';
import { ChangesFeed } from '../feed/changes-feed';
import { ChangesFilterBar } from '../filter-bar/changes-filter-bar';
import { ChangesHeadline } from '../headline/changes-headline';
import { headlineView, sinceText } from '../headline/headline-view';
import { filterOf, isNarrowed, paramsOf, type ChangesFilter } from './changes-filter';
import { ChangesStore } from './changes-store';

/** What networks, files and people changed after it was stored. What is shown is written in the URL. */
@Component({
  selector: 'trib-changes-page',
  imports: [ChangesFeed, ChangesFilterBar, ChangesHeadline, EmptyState, ErrorCard, ListEnd, Skeleton],
  providers: [ChangesStore],
  templateUrl: './changes-page.html',
  styleUrl: './changes-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChangesPage {
  protected readonly store = inject(ChangesStore);
  private readonly networksApi = inject(NetworksApi);
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);
  private readonly router = inject(Router);
  private readonly query = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });
  protected readonly skeletonLines = Array.from({ length: 8 }, (_, index) => index);

  protected readonly filter = computed(() => filterOf(this.query()), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  protected readonly isNarrowed = computed(() => isNarrowed(this.filter()));
  private readonly visible = visibleAccounts();
  protected readonly networks = this.visible.networks;
  protected readonly accounts = this.visible.accounts;
  private readonly clientList = latestValue(inject(ClientsApi).clients());
  protected readonly clients = computed(() => this.clientList() ?? []);
  private readonly words = computed(() => ({
    numbers: this.formats.numbers(),
    dates: this.formats.dates(),
    now: this.clock.now(),
  }));
  protected readonly headline = computed(() => {
    const summary = this.store.summary();
    return summary && headlineView(summary, this.filter().period, this.words());
  });
  protected readonly days = computed(() => changeDays(this.store.changes(), this.words()));
  protected readonly emptyHeading = computed(() => {
    const summary = this.store.summary();
    const since = summary ? sinceText(summary, this.filter().period, this.words()) : '';
    return since === '' ? 'Nothing moved' : `${since}: nothing moved`;
  });
  protected readonly identify = (code: string): NetworkIdentity =>
    this.networksApi.find(code) ?? { name: code, monogram: code.slice(0, 2).toUpperCase(), slot: 9 };

  constructor() {
    effect(() => {
      const filter = this.filter();
      untracked(() => void this.store.show(filter));
    });
  }

  protected setFilter(filter: ChangesFilter): void {
    void this.router.navigate([], { queryParams: paramsOf(filter), queryParamsHandling: 'merge' });
  }

  protected clear(): void {
    this.setFilter({ ...this.filter(), network: null, account: null, client: null });
  }

  protected lookBack(): void {
    this.setFilter({ ...this.filter(), period: '30-days' });
  }
}
