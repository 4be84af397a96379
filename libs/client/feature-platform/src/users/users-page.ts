import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router } from '@angular/router';
import type { PlatformUserRow } from '@tributary/api-contract';
import { MeApi, PlatformApi, toProblemError } from '@tributary/client-data-access';
import {
  Chip,
  EmptyState,
  ErrorCard,
  Formats,
  Icon,
  ListEnd,
  MinuteClock,
  roleName,
  Skeleton,
} from '@tributary/client-ui';
import { firstValueFrom, type Observable } from 'rxjs';
import { DirectoryList } from '../directory-list';
import { FindField } from '../find-field';

interface UsersQuery {
  readonly search: string;
  readonly agency: string;
}

/** Everybody who signs in on the installation, with the ways to keep somebody out. */
@Component({
  selector: 'trib-users-page',
  imports: [
    Chip,
    EmptyState,
    ErrorCard,
    FindField,
    Icon,
    ListEnd,
    MatButton,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    Skeleton,
  ],
  templateUrl: './users-page.html',
  styleUrls: ['../rows.css', './users-page.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UsersPage {
  private readonly api = inject(PlatformApi);
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);
  private readonly router = inject(Router);
  private readonly toast = inject(MatSnackBar);
  private readonly me = inject(MeApi).me;

  /** Query parameters. */
  readonly search = input('', { transform: orEmpty });
  readonly agency = input('', { transform: orEmpty });

  protected readonly skeletonLines = [1, 2, 3, 4, 5, 6];
  protected readonly list = new DirectoryList((query: UsersQuery) => this.api.users(query));
  protected readonly myId = computed(() => this.me()?.id);
  protected readonly agencyWords = computed(() => {
    const name = this.list.rows().find(({ agency }) => agency.id === this.agency())?.agency.name;
    return name === undefined ? 'Only one agency' : `Only ${name}`;
  });

  constructor() {
    effect(() => {
      const query = { search: this.search(), agency: this.agency() };
      untracked(() => void this.list.show(query));
    });
  }

  protected find(search: string): void {
    this.ask({ search: search === '' ? null : search });
  }

  protected clearAgency(): void {
    this.ask({ agency: null });
  }

  protected clear(): void {
    this.ask({ search: null, agency: null });
  }

  protected role({ role }: PlatformUserRow): string {
    return roleName(role);
  }

  protected seen({ lastSeenAt }: PlatformUserRow): string {
    return lastSeenAt === null ? 'never' : this.formats.dates().relative(lastSeenAt, this.clock.now());
  }

  protected exact({ lastSeenAt }: PlatformUserRow): string {
    return lastSeenAt === null ? '' : this.formats.dates().exactMoment(lastSeenAt);
  }

  protected async signOut(user: PlatformUserRow): Promise<void> {
    if (await this.act(this.api.signOut(keyOf(user)))) this.tell(`${user.name} is signed out everywhere`);
  }

  protected async setDisabled(user: PlatformUserRow, isDisabled: boolean): Promise<void> {
    if (!(await this.act(this.api.setDisabled(keyOf(user), isDisabled)))) return;
    this.list.change(user.id, { isDisabled });
    const told = this.tell(`${user.name} ${isDisabled ? 'is out' : 'may come in again'}`, 'Undo');
    told.onAction().subscribe(() => void this.setDisabled(user, !isDisabled));
  }

  /** @returns whether the server did it; otherwise it has said why not. */
  private async act(request: Observable<void>): Promise<boolean> {
    try {
      await firstValueFrom(request);
      return true;
    } catch (error) {
      this.tell(toProblemError(error).message);
      return false;
    }
  }

  private tell(words: string, action?: string) {
    return this.toast.open(words, action, { duration: 6_000 });
  }

  private ask(queryParams: Readonly<Record<string, string | null>>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}

function keyOf({ agency, id }: PlatformUserRow) {
  return { agencyId: agency.id, userId: id };
}

function orEmpty(value: string | undefined): string {
  return value ?? '';
}
