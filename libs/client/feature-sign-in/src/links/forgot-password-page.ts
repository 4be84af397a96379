import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { PasswordResetAskedView } from '@tributary/api-contract';
import { LinksApi, type ProblemError, toProblemError } from '@tributary/client-data-access';
import { Field } from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';
import { EntryFrame } from './entry-frame';

/** Asks for the link to a new password. Says the same whether or not the account exists. */
@Component({
  selector: 'trib-forgot-password-page',
  imports: [EntryFrame, Field, MatButton, RouterLink],
  templateUrl: './forgot-password-page.html',
  styleUrl: './entry.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ForgotPasswordPage {
  private readonly api = inject(LinksApi);

  protected readonly email = signal('');
  protected readonly isBusy = signal(false);
  protected readonly asked = signal<PasswordResetAskedView | null>(null);
  protected readonly problem = signal<ProblemError | null>(null);

  protected async ask(): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      this.asked.set(await firstValueFrom(this.api.askPasswordReset(this.email().trim())));
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
