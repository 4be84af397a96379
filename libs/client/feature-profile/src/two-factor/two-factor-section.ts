import { ChangeDetectionStrategy, Component, computed, inject, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { BothFactorsRequest } from '@tributary/api-contract';
import { latestValue, toProblemError, TwoFactorApi } from '@tributary/client-data-access';
import { Chip, ErrorCard, SectionCard, Skeleton } from '@tributary/client-ui';
import { Attempt } from './attempt';
import { BothFactorsForm } from './both-factors-form';
import { RecoveryCodes } from './recovery-codes';
import { TwoFactorEnrolment } from './two-factor-enrolment';

type Task = 'enrol' | 'disable' | 'renew';
const SHOWN_MS = 3_000;

/** Whether a code is asked for besides the password, and everything to do about it. */
@Component({
  selector: 'trib-two-factor-section',
  imports: [
    BothFactorsForm,
    Chip,
    ErrorCard,
    MatButton,
    RecoveryCodes,
    SectionCard,
    Skeleton,
    TwoFactorEnrolment,
  ],
  templateUrl: './two-factor-section.html',
  styleUrl: './form.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TwoFactorSection {
  private readonly api = inject(TwoFactorApi);
  private readonly toast = inject(MatSnackBar);

  /** Every other session has ended. */
  readonly changed = output();

  protected readonly resource = this.api.state();
  protected readonly state = latestValue(this.resource);
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error && !this.state() ? toProblemError(error) : null;
  });
  protected readonly task = signal<Task | null>(null);
  protected readonly attempt = new Attempt();
  protected readonly recoveryCodes = signal<readonly string[] | null>(null);

  protected begin(task: Task): void {
    this.attempt.problem.set(null);
    this.task.set(task);
  }

  protected end(): void {
    this.task.set(null);
    this.recoveryCodes.set(null);
    this.resource.reload();
  }

  protected async disable(both: BothFactorsRequest): Promise<void> {
    if (!(await this.attempt.run(this.api.disable(both)))) return;
    this.end();
    this.changed.emit();
    this.toast.open('Two-factor sign-in is off', undefined, { duration: SHOWN_MS });
  }

  protected async renew(both: BothFactorsRequest): Promise<void> {
    const done = await this.attempt.run(this.api.renewRecoveryCodes(both));
    if (done) this.recoveryCodes.set(done.answer.recoveryCodes);
  }
}
