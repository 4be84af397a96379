import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { OpenPasswordResetView } from '@tributary/api-contract';
import { LinksApi, type ProblemError, toProblemError } from '@tributary/client-data-access';
import { firstValueFrom } from 'rxjs';
import { EntryFrame } from './entry-frame';
import { takeLinkToken } from './link-token';
import { LinkWait } from './link-wait';
import { NewPasswordField } from './new-password-field';

/** Where the link of a password reset leads. */
@Component({
  selector: 'trib-new-password-page',
  imports: [EntryFrame, LinkWait, MatButton, NewPasswordField, RouterLink],
  templateUrl: './new-password-page.html',
  styleUrl: './entry.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewPasswordPage {
  private readonly api = inject(LinksApi);
  private readonly token = takeLinkToken('/new-password');

  protected readonly reset = signal<OpenPasswordResetView | null>(null);
  protected readonly password = signal('');
  protected readonly isBusy = signal(false);
  protected readonly isDone = signal(false);
  /** Why the link opens nothing. */
  protected readonly failure = signal<ProblemError | null>(null);
  /** Why the password was not stored. */
  protected readonly problem = signal<ProblemError | null>(null);

  constructor() {
    void this.open();
  }

  protected async open(): Promise<void> {
    this.isBusy.set(true);
    try {
      this.reset.set(await firstValueFrom(this.api.passwordReset(this.token)));
      this.failure.set(null);
    } catch (error) {
      this.failure.set(toProblemError(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  protected async store(): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      const { token } = this;
      await firstValueFrom(this.api.completePasswordReset({ token, password: this.password() }));
      this.isDone.set(true);
    } catch (error) {
      this.problem.set(toProblemError(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
