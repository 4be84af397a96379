import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable, type Signal } from '@angular/core';
import type { CustomerView, PersonErased, PersonExport, RetentionView } from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';

interface SaleKey {
  readonly accountId: string;
  readonly orderId: string;
}

/** Who bought, and what the agency keeps of them. */
@Injectable({ providedIn: 'root' })
export class PersonalDataApi {
  private readonly http = inject(HttpClient);

  /** Masked; undefined waits. */
  customer(sale: Signal<SaleKey | undefined>): HttpResourceRef<CustomerView | undefined> {
    return httpResource<CustomerView>(() => {
      const asked = sale();
      return asked && apiUrl('sales', asked.accountId, asked.orderId, 'customer');
    });
  }

  /** The whole e-mail; each look stands in the audit trail. */
  wholeEmail({ accountId, orderId }: SaleKey): Observable<CustomerView> {
    return this.http.get<CustomerView>(apiUrl('sales', accountId, orderId, 'customer', 'email'));
  }

  /** Undefined, and asks nothing, for members who may not. */
  retention(mayRead: Signal<boolean>): HttpResourceRef<RetentionView | undefined> {
    return httpResource<RetentionView>(() => (mayRead() ? apiUrl('personal-data') : undefined));
  }

  keep(retention: RetentionView): Observable<RetentionView> {
    return this.http.put<RetentionView>(apiUrl('personal-data'), retention);
  }

  export(email: string): Observable<PersonExport> {
    return this.http.post<PersonExport>(apiUrl('personal-data', 'export'), { email });
  }

  erase(email: string): Observable<PersonErased> {
    return this.http.post<PersonErased>(apiUrl('personal-data', 'erase'), { email });
  }
}
