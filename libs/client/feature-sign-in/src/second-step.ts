import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { AuthSession, toProblemError } from '@tributary/client-data-access';
import { Icon } from '@tributary/client-ui';
import { secondStepProblem, type SignInProblem } from './sign-in-problem';

export interface OpenSignIn {
  readonly ticket: string;
  readonly staySignedIn: boolean;
}

/** After the password was right: the code of the app, or a recovery code. */
@Component({
  selector: 'trib-second-step',
  imports: [Icon, MatButton, MatFormField, MatInput],
  templateUrl: './second-step.html',
  styleUrls: ['./sign-in-form.css', './second-step.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SecondStep {
  private readonly session = inject(AuthSession);

  readonly signIn = input.required<OpenSignIn>();
  readonly signedIn = output();
  /** Too late, or somebody else sits here: begin with the password. */
  readonly restarted = output<SignInProblem | null>();

  protected readonly code = signal('');
  protected readonly asksRecovery = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<SignInProblem | null>(null);

  protected typed(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.code.set(event.target.value);
  }

  protected toggle(): void {
    this.asksRecovery.update((asks) => !asks);
    this.code.set('');
    this.problem.set(null);
  }

  protected async complete(): Promise<void> {
    const code = this.code().trim();
    if (code === '' || this.isBusy()) return;
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      await this.session.completeSignIn({ ...this.signIn(), code });
      this.signedIn.emit();
    } catch (error) {
      const problem = secondStepProblem(error);
      if (toProblemError(error).code === 'sign-in-expired') this.restarted.emit(problem);
      else this.problem.set(problem);
    } finally {
      this.isBusy.set(false);
    }
  }
}
