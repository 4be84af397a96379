import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { FirstOwnerRequest, OpenedAgencyView, PlatformAgencyRow } from '@tributary/api-contract';
import { PlatformApi, type ProblemError, toProblemError } from '@tributary/client-data-access';
import { Banner, Field, Icon } from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';
import { deliveryWords } from './agency-choices';

/** The first owner of an agency that has nobody yet: once more, or somebody else. */
@Component({
  selector: 'trib-invite-owner-form',
  imports: [Banner, Field, Icon, MatButton, MatIconButton],
  templateUrl: './invite-owner-form.html',
  styleUrl: './open-agency-form.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InviteOwnerForm {
  private readonly api = inject(PlatformApi);

  readonly agency = input.required<PlatformAgencyRow>();
  readonly closed = output();

  protected readonly asked = signal<FirstOwnerRequest>({ name: '', email: '' });
  protected readonly done = signal<OpenedAgencyView | null>(null);
  protected readonly problem = signal<ProblemError | null>(null);
  protected readonly isBusy = signal(false);

  protected set(field: keyof FirstOwnerRequest, { target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    const { value } = target;
    this.asked.update((asked) => ({ ...asked, [field]: value }));
  }

  protected words(sent: OpenedAgencyView): string {
    return deliveryWords(sent.delivery, this.asked().email);
  }

  protected fieldProblem(field: keyof FirstOwnerRequest): string {
    return this.problem()?.fieldErrors[field] ?? '';
  }

  protected async invite(): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      this.done.set(await firstValueFrom(this.api.inviteFirstOwner(this.agency().id, this.asked())));
    } catch (error) {
      this.problem.set(toProblemError(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
