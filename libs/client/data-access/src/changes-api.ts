import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable, type Signal } from '@angular/core';
import type {
  ChangesPage,
  ChangesSummary,
  InstantText,
  LookedRequest,
  NetworkCode,
} from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';
import { queryParams } from './query-params';

export interface ChangesSummaryQuery {
  /** Without it, since the member last looked. */
  readonly since?: InstantText | null;
  readonly network?: readonly NetworkCode[];
  readonly account?: readonly string[];
  readonly client?: readonly string[];
}

export interface ChangesQuery extends ChangesSummaryQuery {
  readonly until?: InstantText;
  readonly limit?: number;
  readonly cursor?: string;
}

@Injectable({ providedIn: 'root' })
export class ChangesApi {
  private readonly http = inject(HttpClient);

  /** Reads again whenever the query changes; undefined waits. Call it in an injection context. */
  summary(query: Signal<ChangesSummaryQuery | undefined>): HttpResourceRef<ChangesSummary | undefined> {
    return httpResource<ChangesSummary>(() => {
      const asked = query();
      return asked && { url: apiUrl('changes', 'summary'), params: queryParams({ ...asked }) };
    });
  }

  readSummary(query: ChangesSummaryQuery): Observable<ChangesSummary> {
    return this.http.get<ChangesSummary>(apiUrl('changes', 'summary'), { params: queryParams({ ...query }) });
  }

  readPage(query: ChangesQuery): Observable<ChangesPage> {
    return this.http.get<ChangesPage>(apiUrl('changes'), { params: queryParams({ ...query }) });
  }

  /** The member has seen what moved until then. */
  markLooked(request: LookedRequest): Observable<void> {
    return this.http.post<undefined>(apiUrl('changes', 'looked'), request);
  }
}
