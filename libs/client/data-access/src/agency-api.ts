import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable, type Signal } from '@angular/core';
import type {
  AgencyView,
  ChangeAgencyRequest,
  ConversionView,
  CurrencyCode,
  DayText,
  ExchangeRatesView,
} from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';

/** The agency's own settings and the rates its figures are converted with. */
@Injectable({ providedIn: 'root' })
export class AgencyApi {
  private readonly http = inject(HttpClient);

  /** Fails with a ProblemError that names the field. */
  change(request: ChangeAgencyRequest): Observable<AgencyView> {
    return this.http.patch<AgencyView>(apiUrl('agency'), request);
  }

  exchangeRates(): HttpResourceRef<ExchangeRatesView | undefined> {
    return httpResource<ExchangeRatesView>(() => apiUrl('exchange-rates'));
  }

  /** The rate that a sale of a day is converted with; undefined waits. */
  conversion(
    asked: Signal<{ readonly currency: CurrencyCode; readonly day: DayText } | undefined>,
  ): HttpResourceRef<ConversionView | undefined> {
    return httpResource<ConversionView>(() => {
      const sale = asked();
      return sale && apiUrl('exchange-rates', sale.currency, sale.day);
    });
  }
}
