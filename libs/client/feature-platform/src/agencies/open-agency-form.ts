import { ChangeDetectionStrategy, Component, inject, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { OpenAgencyRequest, OpenedAgencyView } from '@tributary/api-contract';
import { PlatformApi, type ProblemError, toProblemError } from '@tributary/client-data-access';
import { Banner, Field, Icon } from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';
import { currencyChoices, deliveryWords, LOCALES, zoneChoices } from './agency-choices';

const EMPTY: OpenAgencyRequest = {
  ...{ name: '', reportingCurrency: 'EUR', timeZone: 'Europe/Berlin', locale: 'en-GB' },
  ...{ ownerName: '', ownerEmail: '' },
};

/** A new agency and its first owner, who is invited. */
@Component({
  selector: 'trib-open-agency-form',
  imports: [Banner, Field, Icon, MatButton, MatIconButton],
  templateUrl: './open-agency-form.html',
  styleUrl: './open-agency-form.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OpenAgencyForm {
  private readonly api = inject(PlatformApi);

  readonly opened = output();
  readonly closed = output();

  protected readonly currencies = currencyChoices();
  protected readonly zones = zoneChoices();
  protected readonly locales = LOCALES;
  protected readonly asked = signal(EMPTY);
  protected readonly done = signal<OpenedAgencyView | null>(null);
  protected readonly problem = signal<ProblemError | null>(null);
  protected readonly isBusy = signal(false);

  protected set(field: keyof OpenAgencyRequest, { target }: Event): void {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    const { value } = target;
    this.asked.update((asked) => ({ ...asked, [field]: value }));
  }

  protected words(sent: OpenedAgencyView): string {
    return deliveryWords(sent.delivery, this.asked().ownerEmail);
  }

  protected fieldProblem(field: keyof OpenAgencyRequest): string {
    return this.problem()?.fieldErrors[field] ?? '';
  }

  protected async open(): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      this.done.set(await firstValueFrom(this.api.openAgency(this.asked())));
      this.opened.emit();
    } catch (error) {
      this.problem.set(toProblemError(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
