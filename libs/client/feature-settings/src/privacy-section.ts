import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { RetentionView } from '@tributary/api-contract';
import { Downloads, PersonalDataApi, toProblemError } from '@tributary/client-data-access';
import { Field } from '@tributary/client-ui';
import { firstValueFrom, type Observable } from 'rxjs';

const MONTHS: readonly (number | null)[] = [null, 12, 24, 26, 36, 60, 120];
const TOAST_MS = 5_000;

/** How long what tells of customers is kept, and what one of them can ask for. */
@Component({
  selector: 'trib-privacy-section',
  imports: [Field, MatButton],
  templateUrl: './privacy-section.html',
  styleUrls: ['./agency-form.css', './privacy-section.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PrivacySection {
  private readonly api = inject(PersonalDataApi);
  private readonly downloads = inject(Downloads);
  private readonly toast = inject(MatSnackBar);

  readonly retention = input.required<RetentionView>();
  readonly saved = output<RetentionView>();

  protected readonly months = linkedSignal(() => this.retention().keepMonths);
  protected readonly hasChange = computed(() => this.months() !== this.retention().keepMonths);
  protected readonly choices = computed(() =>
    [...new Set([...MONTHS, this.retention().keepMonths])].map((months) => ({
      months,
      label: months === null ? 'As long as the agency is here' : `${months} months`,
    })),
  );
  protected readonly email = signal('');
  protected readonly again = signal('');
  protected readonly isErasing = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<string | null>(null);
  protected readonly personProblem = signal<string | null>(null);
  protected readonly hasPerson = computed(() => this.email().includes('@'));
  protected readonly isConfirmed = computed(
    () => this.hasPerson() && this.again().trim().toLowerCase() === this.email().trim().toLowerCase(),
  );

  protected valueOf({ target }: Event): string {
    return target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.value : '';
  }

  protected choose(event: Event): void {
    const value = this.valueOf(event);
    this.months.set(value === '' ? null : Number(value));
  }

  protected typed(event: Event): void {
    this.email.set(this.valueOf(event));
    this.isErasing.set(false);
    this.again.set('');
  }

  protected async keep(): Promise<void> {
    const kept = await this.asked(this.api.keep({ keepMonths: this.months() }), this.problem);
    if (!kept) return;
    this.saved.emit(kept);
    this.toast.open('Settings saved', undefined, { duration: TOAST_MS });
  }

  protected async export(): Promise<void> {
    if (!this.hasPerson()) return;
    const found = await this.asked(this.api.export(this.email()), this.personProblem);
    if (!found) return;
    const content = JSON.stringify(found, null, 2);
    this.downloads.hand(new Blob([content], { type: 'application/json' }), 'customer.json');
  }

  protected async erase(): Promise<void> {
    const erased = await this.asked(this.api.erase(this.email()), this.personProblem);
    if (!erased) return;
    this.email.set('');
    this.again.set('');
    this.isErasing.set(false);
    const sales = erased.sales === 1 ? '1 sale' : `${erased.sales} sales`;
    this.toast.open(`Erased, and taken off ${sales}`, undefined, { duration: TOAST_MS });
  }

  /** null when it failed; `problem` says why. */
  private async asked<T>(answer: Observable<T>, problem: typeof this.problem): Promise<T | null> {
    this.isBusy.set(true);
    problem.set(null);
    try {
      return await firstValueFrom(answer);
    } catch (error) {
      problem.set(toProblemError(error).message);
      return null;
    } finally {
      this.isBusy.set(false);
    }
  }
}
