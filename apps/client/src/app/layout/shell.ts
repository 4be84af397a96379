import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatTooltip } from '@angular/material/tooltip';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { AuthSession, MeApi, toProblemError } from '@tributary/client-data-access';
import { ErrorCard, Formats, Icon, Logo } from '@tributary/client-ui';
import { PageTitle } from '../page-title';
import { AccountMenu } from './account-menu';
import { initials } from './initials';
import { PAGES } from './pages';
import { SearchBox } from './search-box';
import { ThemeMenu } from './theme-menu';
import { zoneCity } from './zone-city';

/** The frame around every page of a signed-in member: navigation, top bar, and the page itself. */
@Component({
  selector: 'trib-shell',
  imports: [
    AccountMenu,
    ErrorCard,
    Icon,
    Logo,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    MatTooltip,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    SearchBox,
    ThemeMenu,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Shell {
  private readonly meApi = inject(MeApi);
  private readonly formats = inject(Formats);
  private readonly session = inject(AuthSession);
  private readonly router = inject(Router);
  private readonly searchBox = viewChild(SearchBox);

  protected readonly pages = computed(() =>
    PAGES.filter(({ needs }) => needs === null || this.meApi.can(needs)),
  );
  protected readonly barPages = computed(() => this.pages().filter((page) => page.onPhones === 'bar'));
  protected readonly morePages = computed(() => this.pages().filter((page) => page.onPhones === 'more'));
  protected readonly heading = inject(PageTitle).heading;
  protected readonly showsSearch = signal(false);
  /** Sales are what it looks for. */
  protected readonly maySearch = computed(() => this.meApi.can('read-sales'));
  protected readonly agency = computed(() => this.meApi.me()?.agency);
  protected readonly agencyInitials = computed(() => initials(this.agency()?.name ?? ''));
  protected readonly agencyCaption = computed(() => {
    const agency = this.agency();
    if (this.meApi.can('manage-platform')) return 'Runs this Tributary';
    if (agency === undefined) return '';
    const city = zoneCity(agency.timeZone);
    return this.meApi.me()?.figures === 'index' ? city : `${agency.reportingCurrency} · ${city}`;
  });
  /** Pages wait for the member: figures must not appear in another agency's currency or zone first. */
  protected readonly isReady = computed(
    () => this.agency() !== undefined && this.formats.settings() === this.agencySettings(),
  );
  protected readonly problem = computed(() => {
    const error = this.meApi.resource.error();
    return error && !this.agency() ? toProblemError(error) : null;
  });
  protected readonly isRetrying = this.meApi.resource.isLoading;

  private readonly agencySettings = computed(() => {
    const agency = this.agency();
    return agency && { locale: agency.locale, timeZone: agency.timeZone, currency: agency.reportingCurrency };
  });

  constructor() {
    effect(() => {
      const settings = this.agencySettings();
      if (settings) this.formats.configure(settings);
    });
  }

  protected retry(): void {
    this.meApi.resource.reload();
  }

  protected openSearch(): void {
    this.showsSearch.update((shown) => !shown);
    if (this.showsSearch())
      setTimeout(() => {
        this.searchBox()?.focus();
      });
  }

  protected closeSearch(): void {
    this.showsSearch.set(false);
  }

  protected async signOut(): Promise<void> {
    await this.session.signOut().catch(() => undefined);
    await this.router.navigateByUrl('/sign-in');
  }
}
