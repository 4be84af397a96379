import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import { type ProblemError, ProfileApi, toProblemError } from '@tributary/client-data-access';
import { Field, SectionCard } from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';
import { typed } from '../two-factor/typed';

/** A new password, for whoever knows the one of until now. */
@Component({
  selector: 'trib-password-section',
  imports: [Field, MatButton, SectionCard],
  templateUrl: './password-section.html',
  styleUrl: '../two-factor/form.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PasswordSection {
  private readonly api = inject(ProfileApi);
  private readonly toast = inject(MatSnackBar);

  /** For password managers, which keep passwords by it. */
  readonly email = input.required<string>();
  /** Every other session has ended. */
  readonly changed = output();

  protected readonly password = signal('');
  protected readonly newPassword = signal('');
  protected readonly isSaving = signal(false);
  protected readonly problem = signal<ProblemError | null>(null);
  protected readonly typed = typed;

  protected async save(): Promise<void> {
    if (this.isSaving() || this.password() === '' || this.newPassword() === '') return;
    this.isSaving.set(true);
    this.problem.set(null);
    try {
      const change = { password: this.password(), newPassword: this.newPassword() };
      await firstValueFrom(this.api.changePassword(change));
      this.password.set('');
      this.newPassword.set('');
      this.toast.open('Password changed, and signed out everywhere else', undefined, { duration: 3_000 });
      this.changed.emit();
    } catch (error) {
      this.problem.set(toProblemError(error));
    } finally {
      this.isSaving.set(false);
    }
  }
}
