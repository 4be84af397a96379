import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable, type Signal } from '@angular/core';
import type {
  DayText,
  InstantText,
  NetworkCode,
  SaleHistoryView,
  SalesPage,
  SaleStatus,
} from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';
import { queryParams } from './query-params';

export interface SalesQuery {
  readonly limit?: number;
  readonly cursor?: string;
  readonly from?: DayText;
  readonly to?: DayText;
  readonly network?: readonly NetworkCode[];
  readonly account?: readonly string[];
  readonly client?: readonly string[];
  readonly status?: readonly SaleStatus[];
  readonly search?: string;
  /** A past moment; without it now. */
  readonly asOf?: InstantText | null;
}

@Injectable({ providedIn: 'root' })
export class SalesApi {
  private readonly http = inject(HttpClient);

  /** Reads again whenever the query changes; undefined waits. Call it in an injection context. */
  sales(query: Signal<SalesQuery | undefined>): HttpResourceRef<SalesPage | undefined> {
    return httpResource<SalesPage>(() => {
      const asked = query();
      return asked && { url: apiUrl('sales'), params: queryParams({ ...asked }) };
    });
  }

  /** One page, for "show more". */
  readPage(query: SalesQuery): Observable<SalesPage> {
    return this.http.get<SalesPage>(apiUrl('sales'), { params: queryParams({ ...query }) });
  }

  /** The life of one sale; undefined waits. */
  history(
    sale: Signal<{ readonly accountId: string; readonly orderId: string } | undefined>,
  ): HttpResourceRef<SaleHistoryView | undefined> {
    return httpResource<SaleHistoryView>(() => {
      const asked = sale();
      return asked && apiUrl('sales', asked.accountId, asked.orderId, 'history');
    });
  }
}
