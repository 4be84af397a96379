import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import type { OpenInvitationView } from '@tributary/api-contract';
import {
  AuthSession,
  LinksApi,
  MeApi,
  type ProblemError,
  toProblemError,
} from '@tributary/client-data-access';
import { Field } from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';
import { EntryFrame } from './entry-frame';
import { takeLinkToken } from './link-token';
import { LinkWait } from './link-wait';
import { NewPasswordField } from './new-password-field';

/** Where the link of an invitation leads: who invites, and the choice of a name and a password. */
@Component({
  selector: 'trib-invitation-page',
  imports: [EntryFrame, Field, LinkWait, MatButton, NewPasswordField],
  templateUrl: './invitation-page.html',
  styleUrl: './entry.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InvitationPage {
  private readonly api = inject(LinksApi);
  private readonly session = inject(AuthSession);
  private readonly meApi = inject(MeApi);
  private readonly router = inject(Router);
  private readonly token = takeLinkToken('/invitation');

  protected readonly invitation = signal<OpenInvitationView | null>(null);
  protected readonly name = signal('');
  protected readonly password = signal('');
  protected readonly isBusy = signal(false);
  /** Why the invitation is not shown. */
  protected readonly failure = signal<ProblemError | null>(null);
  /** Why it was not accepted. */
  protected readonly problem = signal<ProblemError | null>(null);

  constructor() {
    void this.open();
  }

  protected async open(): Promise<void> {
    this.isBusy.set(true);
    try {
      const invitation = await firstValueFrom(this.api.invitation(this.token));
      this.failure.set(null);
      this.invitation.set(invitation);
      this.name.set(invitation.name ?? '');
    } catch (error) {
      this.failure.set(toProblemError(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  protected async accept(): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      const { token } = this;
      await this.session.acceptInvitation({ token, name: this.name(), password: this.password() });
      // Somebody else may have been signed in on this page before.
      this.meApi.resource.reload();
      await this.router.navigateByUrl('/');
    } catch (error) {
      this.problem.set(toProblemError(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  protected typed(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : '';
  }
}
