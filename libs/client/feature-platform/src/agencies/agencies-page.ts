import { ChangeDetectionStrategy, Component, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router, RouterLink } from '@angular/router';
import type { PlatformAgencyRow } from '@tributary/api-contract';
import { PlatformApi, toProblemError } from '@tributary/client-data-access';
import {
  EmptyState,
  ErrorCard,
  Formats,
  Icon,
  ListEnd,
  MinuteClock,
  SidePanel,
  Skeleton,
} from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';
import { AccountStates } from '../account-states';
import { DirectoryList } from '../directory-list';
import { FindField } from '../find-field';
import { InviteOwnerForm } from './invite-owner-form';
import { OpenAgencyForm } from './open-agency-form';

/** The agencies of the installation: who works, how their connections are, and the way to stop one. */
@Component({
  selector: 'trib-agencies-page',
  imports: [
    AccountStates,
    EmptyState,
    ErrorCard,
    FindField,
    Icon,
    InviteOwnerForm,
    ListEnd,
    MatButton,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    OpenAgencyForm,
    RouterLink,
    SidePanel,
    Skeleton,
  ],
  templateUrl: './agencies-page.html',
  styleUrls: ['../rows.css', './agencies-page.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AgenciesPage {
  private readonly api = inject(PlatformApi);
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);
  private readonly router = inject(Router);
  private readonly toast = inject(MatSnackBar);

  /** Query parameter. */
  readonly search = input('', { transform: (value: string | undefined) => value ?? '' });

  /** Query parameter: the form for a new agency stands open. */
  readonly add = input<string>();

  protected readonly skeletonLines = [1, 2, 3, 4];
  protected readonly list = new DirectoryList((query: { readonly search: string }) =>
    this.api.agencies(query),
  );
  /** The agency whose suspension waits for a second click. */
  protected readonly asking = signal<string | null>(null);
  /** The agency whose first owner is invited again. */
  protected readonly inviting = signal<PlatformAgencyRow | null>(null);
  protected readonly isBusy = signal(false);

  constructor() {
    effect(() => {
      const search = this.search();
      untracked(() => void this.list.show({ search }));
    });
  }

  protected setAdding(isAdding: boolean): void {
    void this.router.navigate([], {
      queryParams: { add: isAdding ? 1 : null },
      queryParamsHandling: 'merge',
    });
  }

  protected reload(): void {
    void this.list.show({ search: this.search() });
  }

  protected find(search: string): void {
    const queryParams = { search: search === '' ? null : search };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected people({ members }: PlatformAgencyRow): string {
    return members === 1 ? '1 person' : `${this.formats.numbers().count(members)} people`;
  }

  protected since({ createdAt, suspendedAt }: PlatformAgencyRow): string {
    const dates = this.formats.dates();
    if (suspendedAt !== null) return `Suspended since ${dates.moment(suspendedAt, this.clock.now())}`;
    return `Here since ${dates.day(dates.dayOf(createdAt), this.clock.now())}`;
  }

  protected exact(at: string): string {
    return this.formats.dates().exactMoment(at);
  }

  protected async setSuspended({ id, name }: PlatformAgencyRow, isSuspended: boolean): Promise<void> {
    this.isBusy.set(true);
    try {
      await firstValueFrom(this.api.setSuspended(id, isSuspended));
      this.list.change(id, { suspendedAt: isSuspended ? new Date().toISOString() : null });
      this.asking.set(null);
      this.toast.open(`${name} ${isSuspended ? 'is suspended' : 'works again'}`, undefined, {
        duration: 6_000,
      });
    } catch (error) {
      this.toast.open(toProblemError(error).message, undefined, { duration: 6_000 });
    } finally {
      this.isBusy.set(false);
    }
  }
}
