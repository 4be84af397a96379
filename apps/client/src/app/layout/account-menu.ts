import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import { AuthSession, MeApi } from '@tributary/client-data-access';
import { Icon, roleName } from '@tributary/client-ui';
import { initials } from './initials';

/** Who is signed in, and the way out. */
@Component({
  selector: 'trib-account-menu',
  imports: [Icon, MatMenu, MatMenuItem, MatMenuTrigger, RouterLink],
  templateUrl: './account-menu.html',
  styleUrl: './account-menu.css',
  host: { '[attr.data-look]': 'look()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountMenu {
  private readonly session = inject(AuthSession);
  private readonly router = inject(Router);

  readonly look = input<'avatar' | 'full'>('avatar');

  protected readonly me = inject(MeApi).me;
  protected readonly initials = computed(() => initials(this.me()?.name ?? ''));
  protected readonly role = computed(() => roleName(this.me()?.role ?? ''));

  protected async signOut(): Promise<void> {
    // Told or not, this page forgets the session; the server ends it by itself at the latest after ten minutes.
    await this.session.signOut().catch(() => undefined);
    await this.router.navigateByUrl('/sign-in');
  }
}
