import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { latestValue, MeApi, PersonalDataApi, toProblemError } from '@tributary/client-data-access';
import { firstValueFrom } from 'rxjs';

/** Who bought: masked, and in full on demand for who may, which the audit trail records. Nothing for logins of clients. */
@Component({
  selector: 'trib-sale-customer',
  imports: [MatButton],
  template: `
    @if (customer(); as shown) {
      <p>
        <span class="quiet">Customer</span>
        @if (shown.email; as masked) {
          <span class="trib-mono">{{ whole() ?? masked }}</span>
          @if (mayReveal() && whole() === null) {
            <button matButton type="button" [disabled]="isAsking()" (click)="reveal()">Show e-mail</button>
          }
        } @else {
          <span>not reported, or no longer kept</span>
        }
      </p>
      @if (problem(); as failed) {
        <p role="alert">{{ failed }}</p>
      }
    }
  `,
  styles: `
    p {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      min-height: 36px;
      font-size: 0.8125rem;
    }

    .quiet {
      flex: 0 0 112px;
      color: var(--mat-sys-on-surface-variant);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SaleCustomer {
  private readonly api = inject(PersonalDataApi);
  private readonly me = inject(MeApi);

  readonly sale = input.required<{ readonly accountId: string; readonly orderId: string }>();

  private readonly key = computed(() => {
    const { accountId, orderId } = this.sale();
    return this.me.can('read-connections') ? { accountId, orderId } : undefined;
  });
  private readonly resource = this.api.customer(this.key);
  protected readonly customer = latestValue(this.resource);
  protected readonly mayReveal = computed(() => this.me.can('read-personal-data'));
  /** Of this sale only: stepping to the next one hides it again. */
  protected readonly whole = linkedSignal<unknown, string | null>({
    source: this.sale,
    computation: () => null,
  });
  protected readonly problem = linkedSignal<unknown, string | null>({
    source: this.sale,
    computation: () => null,
  });
  protected readonly isAsking = signal(false);

  protected async reveal(): Promise<void> {
    const asked = this.sale();
    this.isAsking.set(true);
    try {
      const { email } = await firstValueFrom(this.api.wholeEmail(asked));
      if (this.sale() === asked) this.whole.set(email);
    } catch (error) {
      if (this.sale() === asked) this.problem.set(toProblemError(error).message);
    } finally {
      this.isAsking.set(false);
    }
  }
}
