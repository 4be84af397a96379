import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { TwoFactorEnrolmentView } from '@tributary/api-contract';
import { TwoFactorApi } from '@tributary/client-data-access';
import { Field, QrCode, Steps } from '@tributary/client-ui';
import { Attempt } from './attempt';
import { RecoveryCodes } from './recovery-codes';
import { typed } from './typed';

const STEPS = ['Your password', 'Your app', 'Recovery codes'];

/** Sets two-factor sign-in up: the password, the key for the app with its first code, the recovery codes. */
@Component({
  selector: 'trib-two-factor-enrolment',
  imports: [Field, MatButton, QrCode, RecoveryCodes, Steps],
  templateUrl: './two-factor-enrolment.html',
  styleUrls: ['./form.css', './two-factor-enrolment.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TwoFactorEnrolment {
  private readonly api = inject(TwoFactorApi);

  /** False where it has to be done. */
  readonly isOptional = input(true);
  /** It is on; the codes are still on screen. */
  readonly turnedOn = output();
  readonly finished = output();
  readonly cancelled = output();

  protected readonly attempt = new Attempt();
  protected readonly typed = typed;
  protected readonly steps = STEPS;
  protected readonly password = signal('');
  protected readonly code = signal('');
  protected readonly enrolment = signal<TwoFactorEnrolmentView | null>(null);
  protected readonly recoveryCodes = signal<readonly string[] | null>(null);
  protected readonly step = computed(() => (this.recoveryCodes() ? 2 : this.enrolment() ? 1 : 0));
  /** In groups of four, as people type it. */
  protected readonly key = computed(
    () =>
      this.enrolment()
        ?.key.match(/.{1,4}/g)
        ?.join(' ') ?? '',
  );

  protected async enrol(): Promise<void> {
    if (this.password() === '') return;
    const done = await this.attempt.run(this.api.enrol(this.password()));
    if (!done) return;
    this.password.set('');
    this.enrolment.set(done.answer);
  }

  protected async confirm(): Promise<void> {
    if (this.code().trim() === '') return;
    const done = await this.attempt.run(this.api.confirm(this.code()));
    if (!done) return;
    this.recoveryCodes.set(done.answer.recoveryCodes);
    this.turnedOn.emit();
  }
}
