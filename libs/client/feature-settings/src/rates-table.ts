import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ExchangeRatesView } from '@tributary/api-contract';

/** The newest reference rates into the reporting currency. */
@Component({
  selector: 'trib-rates-table',
  templateUrl: './rates-table.html',
  styleUrl: './rates-table.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RatesTable {
  readonly rates = input.required<ExchangeRatesView>();
  readonly reportingCurrency = input.required<string>();
  readonly locale = input.required<string>();

  protected readonly rows = computed(() => {
    const names = new Intl.DisplayNames([this.locale()], { type: 'currency' });
    const figure = new Intl.NumberFormat(this.locale(), { maximumSignificantDigits: 6 });
    return this.rates().conversions.map(({ from, rate }) => ({
      code: from,
      name: names.of(from) ?? from,
      rate: rate === null ? 'not published' : figure.format(Number(rate)),
    }));
  });
}
