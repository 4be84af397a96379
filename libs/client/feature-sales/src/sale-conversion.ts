import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { AgencyApi, latestValue } from '@tributary/client-data-access';
import { Formats } from '@tributary/client-ui';

/** At which published rate the commission of a sale is converted, when its currency is not the agency's own. */
@Component({
  selector: 'trib-sale-conversion',
  template: `
    @if (isForeign()) {
      <p role="status">{{ text() }}</p>
    }
  `,
  styles: `
    p {
      min-height: 1rem;
      margin-block-start: 6px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
      font-weight: 400;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SaleConversion {
  private readonly formats = inject(Formats);

  readonly currency = input.required<string>();
  /** An instant, ISO 8601. */
  readonly saleDate = input.required<string>();

  protected readonly isForeign = computed(() => this.currency() !== this.formats.settings().currency);
  private readonly resource = inject(AgencyApi).conversion(
    computed(() => {
      const day = this.formats.dates().dayOf(this.saleDate());
      return this.isForeign() ? { currency: this.currency(), day } : undefined;
    }),
  );
  private readonly conversion = latestValue(this.resource);

  protected readonly text = computed(() => {
    if (this.resource.error()) return 'The exchange rate could not be loaded.';
    const found = this.conversion();
    if (!found) return '';
    if (found.rate === null || found.rateDay === null) {
      return `No rate is published for ${found.from} on this day: listed as not converted.`;
    }
    const { locale } = this.formats.settings();
    const rate = new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 }).format(Number(found.rate));
    const day = this.formats.dates().day(found.rateDay);
    return `1 ${found.from} = ${rate} ${found.to}, ${found.source ?? ''}, ${day}`;
  });
}
