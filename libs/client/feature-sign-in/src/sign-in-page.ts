import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import {
  type AbstractControl,
  NonNullableFormBuilder,
  ReactiveFormsModule,
  Validators,
} from '@angular/forms';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import { AuthSession, SignInMethodsApi, singleSignOnUrl } from '@tributary/client-data-access';
import { Icon, Logo } from '@tributary/client-ui';
import { safeReturnUrl } from './return-url';
import { signInProblem, singleSignOnProblem, type SignInProblem } from './sign-in-problem';
import { StreamPicture } from './stream-picture';

const required = (control: AbstractControl) => Validators.required(control);

@Component({
  selector: 'trib-sign-in-page',
  imports: [
    Icon,
    Logo,
    MatButton,
    MatCheckbox,
    MatError,
    MatFormField,
    MatIconButton,
    MatInput,
    MatSuffix,
    ReactiveFormsModule,
    StreamPicture,
  ],
  templateUrl: './sign-in-page.html',
  styleUrl: './sign-in-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInPage {
  private readonly session = inject(AuthSession);
  private readonly router = inject(Router);

  /** Query parameter: the page that asked to sign in. */
  readonly returnUrl = input<string>();
  /** Query parameter: why the identity provider's answer signed nobody in. */
  readonly ssoProblem = input<string>();

  protected readonly form = inject(NonNullableFormBuilder).group({
    email: ['', [required, (control: AbstractControl) => Validators.email(control)]],
    password: ['', [required]],
    staySignedIn: true,
  });
  protected readonly showsPassword = signal(false);
  protected readonly showsReset = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly problem = linkedSignal<SignInProblem | null>(() =>
    singleSignOnProblem(this.ssoProblem()),
  );
  protected readonly singleSignOn = inject(SignInMethodsApi).singleSignOn;
  private readonly choices = toSignal(this.form.valueChanges, { initialValue: this.form.value });
  protected readonly singleSignOnUrl = computed(() =>
    singleSignOnUrl({
      returnUrl: safeReturnUrl(this.returnUrl()),
      stay: this.choices().staySignedIn ?? false,
    }),
  );

  protected async signIn(): Promise<void> {
    this.form.markAllAsTouched();
    if (this.form.invalid || this.isBusy()) return;
    this.isBusy.set(true);
    this.problem.set(null);
    const { email, ...rest } = this.form.getRawValue();
    try {
      await this.session.signIn({ email: email.trim(), ...rest });
      await this.router.navigateByUrl(safeReturnUrl(this.returnUrl()));
    } catch (error) {
      const problem = signInProblem(error);
      this.problem.set(problem);
      if (problem.isAboutPassword) this.showsReset.set(true);
    } finally {
      this.isBusy.set(false);
    }
  }

  protected togglePassword(): void {
    this.showsPassword.update((shown) => !shown);
  }

  protected toggleReset(): void {
    this.showsReset.update((shown) => !shown);
  }
}
