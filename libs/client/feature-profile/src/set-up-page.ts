import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { AuthSession, latestValue, MeApi, toProblemError, TwoFactorApi } from '@tributary/client-data-access';
import { Banner, ErrorCard, Logo, Skeleton } from '@tributary/client-ui';
import { TwoFactorEnrolment } from './two-factor/two-factor-enrolment';

/** Where members land whose agency asks everybody for a second factor, until they have one. */
@Component({
  selector: 'trib-set-up-page',
  imports: [Banner, ErrorCard, Logo, MatButton, Skeleton, TwoFactorEnrolment],
  templateUrl: './set-up-page.html',
  styleUrl: './set-up-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SetUpPage {
  private readonly router = inject(Router);
  private readonly session = inject(AuthSession);

  protected readonly agency = computed(() => this.me()?.agency.name ?? 'Your agency');
  protected readonly resource = inject(TwoFactorApi).state();
  protected readonly state = latestValue(this.resource);
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error && !this.state() ? toProblemError(error) : null;
  });
  private readonly me = inject(MeApi).me;

  protected async goOn(): Promise<void> {
    await this.router.navigateByUrl('/');
  }

  protected async signOut(): Promise<void> {
    await this.session.signOut().catch(() => undefined);
    await this.router.navigateByUrl('/sign-in');
  }
}
