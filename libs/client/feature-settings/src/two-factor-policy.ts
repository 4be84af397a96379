import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatSnackBar } from '@angular/material/snack-bar';
import { latestValue, toProblemError, TwoFactorApi } from '@tributary/client-data-access';
import { ErrorCard, SectionCard, Skeleton } from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';

const SHOWN_MS = 3_000;

/** Whether everybody of the agency must have two-factor sign-in. For members who may change the agency. */
@Component({
  selector: 'trib-two-factor-policy',
  imports: [ErrorCard, MatCheckbox, SectionCard, Skeleton],
  templateUrl: './two-factor-policy.html',
  styleUrl: './two-factor-policy.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TwoFactorPolicy {
  private readonly api = inject(TwoFactorApi);
  private readonly toast = inject(MatSnackBar);

  protected readonly resource = this.api.policy();
  protected readonly policy = latestValue(this.resource);
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error && !this.policy() ? toProblemError(error) : null;
  });
  protected readonly isSaving = signal(false);
  protected readonly refusal = signal<string | null>(null);

  /** The box shows what holds, not what was clicked: a refusal leaves it as it was. */
  protected async change(box: MatCheckbox): Promise<void> {
    const isRequired = box.checked;
    box.checked = !isRequired;
    this.isSaving.set(true);
    this.refusal.set(null);
    try {
      this.resource.set(await firstValueFrom(this.api.changePolicy({ isRequired })));
      this.toast.open('Settings saved', undefined, { duration: SHOWN_MS });
    } catch (error) {
      this.refusal.set(toProblemError(error).message);
    } finally {
      this.isSaving.set(false);
    }
  }
}
