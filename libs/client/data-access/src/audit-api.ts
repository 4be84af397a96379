import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { AuditPage, DayText } from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';
import { Downloads } from './downloads';
import { queryParams } from './query-params';

export interface AuditFilterQuery {
  /** Id of a member. */
  readonly member?: string;
  /** Nouns of actions. */
  readonly group?: readonly string[];
  readonly targetKind?: string;
  readonly target?: string;
  readonly from?: DayText;
  readonly to?: DayText;
}

export interface AuditQuery extends AuditFilterQuery {
  readonly limit?: number;
  readonly cursor?: string;
}

@Injectable({ providedIn: 'root' })
export class AuditApi {
  private readonly http = inject(HttpClient);
  private readonly downloads = inject(Downloads);

  readPage(query: AuditQuery): Observable<AuditPage> {
    return this.http.get<AuditPage>(apiUrl('audit'), { params: queryParams({ ...query }) });
  }

  /** Everything that matches, as a file of the browser's downloads. */
  export(query: AuditFilterQuery): Promise<void> {
    return this.downloads.save(apiUrl('audit', 'export'), queryParams({ ...query }));
  }
}
