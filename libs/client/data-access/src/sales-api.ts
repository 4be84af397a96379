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
import { Downloads } from './downloads';
import { queryParams } from './query-params';

export interface SalesFilterQuery {
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

export interface SalesQuery extends SalesFilterQuery {
  readonly limit?: number;
  readonly cursor?: string;
}

@Injectable({ providedIn: 'root' })
export class SalesApi {
  private readonly http = inject(HttpClient);
  private readonly downloads = inject(Downloads);

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

  /** Every sale that matches, as a file of the browser's downloads. */
  export(query: SalesFilterQuery): Promise<void> {
    return this.downloads.save(apiUrl('sales', 'export'), queryParams({ ...query }));
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
