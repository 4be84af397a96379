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
import type { AgencyView, ChangeAgencyRequest } from '@tributary/api-contract';
import { AgencyApi, type ProblemError, toProblemError } from '@tributary/client-data-access';
import { Banner, Field } from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';
import { changeOf, consequencesOf, currencyChoices, zoneChoices } from './agency-change';

const LONGEST_NAME = 80;

/** What the agency is called, and in which currency and whose days all figures are shown. */
@Component({
  selector: 'trib-agency-form',
  imports: [Banner, Field, MatButton],
  templateUrl: './agency-form.html',
  styleUrl: './agency-form.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AgencyForm {
  private readonly api = inject(AgencyApi);
  private readonly toast = inject(MatSnackBar);

  readonly agency = input.required<AgencyView>();
  /** Currencies with a published rate. */
  readonly currencies = input.required<readonly string[]>();
  /** Members that may only look see the same form, closed. */
  readonly isOpen = input.required<boolean>();

  readonly saved = output<AgencyView>();

  protected readonly longestName = LONGEST_NAME;
  protected readonly zones = zoneChoices();
  protected readonly name = linkedSignal(() => this.agency().name);
  protected readonly reportingCurrency = linkedSignal(() => this.agency().reportingCurrency);
  protected readonly timeZone = linkedSignal(() => this.agency().timeZone);
  protected readonly isSaving = signal(false);
  protected readonly problem = signal<ProblemError | null>(null);

  protected readonly currencyChoices = computed(() =>
    currencyChoices([...this.currencies(), this.agency().reportingCurrency], this.agency().locale),
  );
  protected readonly zoneList = computed(() =>
    this.zones.includes(this.agency().timeZone) ? this.zones : [this.agency().timeZone, ...this.zones],
  );
  protected readonly change = computed<ChangeAgencyRequest>(() =>
    changeOf(this.agency(), {
      name: this.name(),
      reportingCurrency: this.reportingCurrency(),
      timeZone: this.timeZone(),
    }),
  );
  protected readonly hasChange = computed(() => Object.keys(this.change()).length > 0);
  protected readonly nameProblem = computed(() =>
    this.name().trim() === '' ? 'Give the agency a name.' : null,
  );
  protected readonly consequences = computed(() => consequencesOf(this.change()));

  protected typed(event: Event): string {
    const { target } = event;
    return target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.value : '';
  }

  protected reset(): void {
    this.name.set(this.agency().name);
    this.reportingCurrency.set(this.agency().reportingCurrency);
    this.timeZone.set(this.agency().timeZone);
    this.problem.set(null);
  }

  protected async save(): Promise<void> {
    if (!this.hasChange() || this.nameProblem() !== null || this.isSaving()) return;
    this.isSaving.set(true);
    this.problem.set(null);
    try {
      this.saved.emit(await firstValueFrom(this.api.change(this.change())));
      this.toast.open('Settings saved', undefined, { duration: 3_000 });
    } catch (error) {
      this.problem.set(toProblemError(error));
    } finally {
      this.isSaving.set(false);
    }
  }
}
