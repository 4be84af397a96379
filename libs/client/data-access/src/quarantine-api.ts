import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type {
  DismissQuarantineRequest,
  QuarantineJudgedView,
  QuarantineSelectionRequest,
  QuarantineState,
  QuarantineView,
  SecondReadingView,
} from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';
import { queryParams } from './query-params';

export interface QuarantineQuery {
  readonly state: QuarantineState;
  readonly reason: string | null;
  readonly cursor?: string;
}

/** Rows of an account that could not be read, and reading again what was read before. Fails with a ProblemError. */
@Injectable({ providedIn: 'root' })
export class QuarantineApi {
  private readonly http = inject(HttpClient);

  readPage(accountId: string, query: QuarantineQuery): Observable<QuarantineView> {
    return this.http.get<QuarantineView>(this.url(accountId), { params: queryParams({ ...query }) });
  }

  replay(accountId: string, rows: QuarantineSelectionRequest): Observable<SecondReadingView> {
    return this.http.post<SecondReadingView>(this.url(accountId, 'replay'), rows);
  }

  dismiss(accountId: string, request: DismissQuarantineRequest): Observable<QuarantineJudgedView> {
    return this.http.post<QuarantineJudgedView>(this.url(accountId, 'dismiss'), request);
  }

  restore(accountId: string, rows: QuarantineSelectionRequest): Observable<QuarantineJudgedView> {
    return this.http.post<QuarantineJudgedView>(this.url(accountId, 'restore'), rows);
  }

  /** Every kept page of the account, by the mapping of today. */
  renormalise(accountId: string): Observable<SecondReadingView> {
    return this.http.post<SecondReadingView>(apiUrl('network-accounts', accountId, 'renormalise'), null);
  }

  private url(accountId: string, ...rest: readonly string[]): string {
    return apiUrl('network-accounts', accountId, 'quarantine', ...rest);
  }
}
