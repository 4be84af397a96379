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
import { Router, RouterLink } from '@angular/router';
import { AuthSession, SignInMethodsApi, singleSignOnUrl } from '@tributary/client-data-access';
import { Icon, Logo } from '@tributary/client-ui';
import { safeReturnUrl } from './return-url';
import { SecondStep, type OpenSignIn } from './second-step';
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
    RouterLink,
    SecondStep,
    StreamPicture,
  ],
  templateUrl: './sign-in-page.html',
  styleUrls: ['./sign-in-page.css', './sign-in-form.css'],
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
  /** The password was right, and a code is asked for. */
  protected readonly open = signal<OpenSignIn | null>(null);
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
      const needed = await this.session.signIn({ email: email.trim(), ...rest });
      if (needed) this.open.set({ ticket: needed.secondFactorTicket, staySignedIn: rest.staySignedIn });
      else await this.goOn();
    } catch (error) {
      const problem = signInProblem(error);
      this.problem.set(problem);
      if (problem.isAboutPassword) this.showsReset.set(true);
    } finally {
      this.isBusy.set(false);
    }
  }

  protected async goOn(): Promise<void> {
    await this.router.navigateByUrl(safeReturnUrl(this.returnUrl()));
  }

  protected restart(problem: SignInProblem | null): void {
    this.open.set(null);
    this.form.controls.password.reset();
    this.problem.set(problem);
  }

  protected togglePassword(): void {
    this.showsPassword.update((shown) => !shown);
  }

  protected toggleReset(): void {
    this.showsReset.update((shown) => !shown);
  }
}
