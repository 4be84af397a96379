import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { ChooseImportMappingRequest, ImportDetail, ImportView } from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';

/** Files of sales of one account. Everything fails with a ProblemError whose words are for the person. */
@Injectable({ providedIn: 'root' })
export class ImportsApi {
  private readonly http = inject(HttpClient);

  /** Newest first. */
  list(accountId: string): Observable<ImportView[]> {
    return this.http.get<ImportView[]>(this.url(accountId));
  }

  read(accountId: string, importId: string): Observable<ImportDetail> {
    return this.http.get<ImportDetail>(this.url(accountId, importId));
  }

  /** Sends the file as it is; nothing of it is read here. */
  upload(accountId: string, file: File): Observable<ImportDetail> {
    const headers = {
      'Content-Type': 'application/octet-stream',
      'X-File-Name': encodeURIComponent(file.name),
    };
    return this.http.post<ImportDetail>(this.url(accountId), file, { headers });
  }

  map(accountId: string, importId: string, chosen: ChooseImportMappingRequest): Observable<ImportDetail> {
    return this.http.put<ImportDetail>(this.url(accountId, importId, 'mapping'), chosen);
  }

  commit(accountId: string, importId: string): Observable<ImportDetail> {
    return this.http.post<ImportDetail>(this.url(accountId, importId, 'commit'), null);
  }

  undo(accountId: string, importId: string): Observable<ImportDetail> {
    return this.http.post<ImportDetail>(this.url(accountId, importId, 'undo'), null);
  }

  remove(accountId: string, importId: string): Observable<unknown> {
    return this.http.delete(this.url(accountId, importId));
  }

  private url(accountId: string, ...parts: readonly string[]): string {
    return apiUrl('network-accounts', accountId, 'imports', ...parts);
  }
}
