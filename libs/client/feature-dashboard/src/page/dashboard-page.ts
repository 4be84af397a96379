import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Router } from '@angular/router';
import { MeApi } from '@tributary/client-data-access';
import {
  Banner,
  EarningsTrend,
  EmptyState,
  ErrorCard,
  Formats,
  MinuteClock,
  NetworkShare,
  OutageBanner,
  PastBanner,
  YearBars,
  provideCharts,
  type ChartState,
} from '@tributary/client-ui';
import { AttentionBanners } from '../attention/attention-banners';
import { FreshnessStrip } from '../attention/freshness-strip';
import { FilterBar } from '../filter-bar/filter-bar';
import { InsightsCard } from '../insights/insights-card';
import { KpiGrid } from '../kpis/kpi-grid';
import { MovedLine } from '../moved/moved-line';
import { RecentSales } from '../recent-sales/recent-sales';
import { AgencyWords } from '../view/agency-words';
import { connectionsView, dashboardView } from '../view/dashboard-view';
import { DashboardStore } from './dashboard-store';

/** The agency's figures at a glance: what came in, what it covers, what needs a person. */
@Component({
  selector: 'trib-dashboard-page',
  imports: [
    AttentionBanners,
    Banner,
    EarningsTrend,
    EmptyState,
    ErrorCard,
    FilterBar,
    FreshnessStrip,
    InsightsCard,
    KpiGrid,
    MovedLine,
    NetworkShare,
    OutageBanner,
    PastBanner,
    RecentSales,
    YearBars,
  ],
  providers: [DashboardStore, provideCharts()],
  templateUrl: './dashboard-page.html',
  styleUrl: './dashboard-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DashboardPage {
  protected readonly store = inject(DashboardStore);
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);
  private readonly router = inject(Router);
  private readonly me = inject(MeApi);

  /** Ages follow the clock; figures do not, so the charts are not built anew each minute. */
  private readonly now = computed(() => new AgencyWords(this.settings(), this.clock.now(), this.figures()));
  private readonly settings = computed(() => {
    const currency = this.store.dashboard()?.currency;
    const settings = this.formats.settings();
    return currency == null ? settings : { ...settings, currency };
  });
  private readonly figures = computed(() => this.store.dashboard()?.figures ?? 'money');
  private readonly words = computed(() => {
    const generatedAt = this.store.dashboard()?.generatedAt;
    const at = generatedAt === undefined ? new Date() : new Date(generatedAt);
    return new AgencyWords(this.settings(), at, this.figures());
  });

  protected readonly view = computed(() => {
    const dashboard = this.store.dashboard();
    return dashboard === undefined ? null : dashboardView(dashboard, this.words(), this.store.names());
  });
  protected readonly connections = computed(() => {
    const dashboard = this.store.dashboard();
    return dashboard === undefined
      ? null
      : connectionsView(dashboard, this.store.isPast() ? this.words() : this.now(), {
          names: this.store.names(),
          progress: this.store.progress(),
        });
  });
  protected readonly networks = computed(() => {
    const connected = new Set(this.store.accounts().map(({ network }) => network));
    const named = this.store.networks().map(({ id }) => this.store.names()(id));
    const shown = named.filter(({ code }) => connected.has(code) || this.store.isNarrowed());
    return shown.length > 0 ? shown : [...connected].map((code) => this.store.names()(code));
  });
  protected readonly canSync = computed(() => this.me.can('sync-now'));
  protected readonly canConnect = computed(() => this.me.can('manage-connections'));
  protected readonly canOpenConnections = computed(() => this.me.can('read-connections'));
  protected readonly canReadSales = computed(() => this.me.can('read-sales'));
  protected readonly isIndex = computed(() => this.figures() === 'index');
  protected readonly chartState = computed<ChartState>(() => {
    const view = this.view();
    if (view === null) return 'loading';
    return view.isWithoutIndex ? 'empty' : 'ready';
  });
  /** Wording: which figures stay on screen after a failed reload. */
  protected readonly shownAsOf = computed(() => {
    const generatedAt = this.store.dashboard()?.generatedAt;
    return generatedAt === undefined ? null : this.words().time(generatedAt);
  });

  protected open(path: string): void {
    void this.router.navigateByUrl(path);
  }
}
