import { ChangeDetectionStrategy, Component, computed, effect, inject, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import {
  EmptyState,
  ErrorCard,
  Formats,
  ListEnd,
  MinuteClock,
  RowsSkeleton,
  SidePanel,
} from '@tributary/client-ui';
import { AuditDetail } from './audit-detail';
import { auditRow, type AuditTimes } from './audit-entry-view';
import {
  type AuditFilter,
  EMPTY_FILTER,
  filterFromQuery,
  isFiltered,
  queryOfFilter,
  sameFilter,
} from './audit-filter';
import { AuditFilterBar } from './audit-filter-bar';
import { AuditStore } from './audit-store';
import { AuditTable } from './audit-table';

/** Who did what in the agency; what is shown is written in the URL. */
@Component({
  selector: 'trib-audit-page',
  imports: [AuditDetail, AuditFilterBar, AuditTable, EmptyState, ErrorCard, ListEnd, RowsSkeleton, SidePanel],
  providers: [AuditStore],
  templateUrl: './audit-page.html',
  styleUrl: './audit-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AuditPage {
  protected readonly store = inject(AuditStore);
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);
  private readonly router = inject(Router);
  protected readonly skeletonWidths = ['72px', '120px', '34%', '20%'];
  private readonly query = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });

  protected readonly filter = computed(() => filterFromQuery(this.query()), { equal: sameFilter });
  protected readonly isFiltered = computed(() => isFiltered(this.filter()));
  protected readonly times = computed<AuditTimes>(() => {
    const [dates, now] = [this.formats.dates(), this.clock.now()];
    return { relative: (at) => dates.relative(at, now), exact: (at) => dates.exactMoment(at) };
  });
  protected readonly rows = computed(() =>
    this.store.entries().map((entry) => auditRow(entry, this.times())),
  );
  protected readonly today = computed(() => this.formats.dates().dayOf(this.clock.now()));
  protected readonly periodText = computed(() => this.textOfPeriod(this.filter()));
  protected readonly countText = computed(() => {
    const count = this.formats.numbers().count(this.rows().length);
    if (this.store.hasMore()) return `The newest ${count} entries`;
    return `${count} ${count === '1' ? 'entry' : 'entries'}`;
  });

  constructor() {
    effect(() => {
      const filter = this.filter();
      untracked(() => void this.store.show(filter));
    });
  }

  protected setFilter(filter: AuditFilter): void {
    void this.router.navigate([], { queryParams: queryOfFilter(filter), queryParamsHandling: 'merge' });
  }

  protected clear(): void {
    this.setFilter(EMPTY_FILTER);
  }

  protected showOnly(member: string): void {
    this.setFilter({ ...this.filter(), member });
  }

  private textOfPeriod({ from, to }: AuditFilter): string {
    const dates = this.formats.dates();
    if (from !== null && to !== null) return dates.range(from, to);
    if (from !== null) return `Since ${dates.day(from)}`;
    return to === null ? 'All time' : `Until ${dates.day(to)}`;
  }
}
