import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { ClientRequest, ClientView } from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';
import { MeApi } from './me-api';

/** The agency's clients. Writes fail with a ProblemError that names the field. */
@Injectable({ providedIn: 'root' })
export class ClientsApi {
  private readonly http = inject(HttpClient);
  private readonly me = inject(MeApi);

  /** By name. Waits for a member who may see them: a client login asks for none. */
  clients(): HttpResourceRef<ClientView[] | undefined> {
    return httpResource<ClientView[]>(() =>
      this.me.can('read-connections') ? apiUrl('clients') : undefined,
    );
  }

  create(request: ClientRequest): Observable<ClientView> {
    return this.http.post<ClientView>(apiUrl('clients'), request);
  }

  rename(id: string, request: ClientRequest): Observable<ClientView> {
    return this.http.patch<ClientView>(apiUrl('clients', id), request);
  }

  remove(id: string): Observable<void> {
    return this.http.delete<undefined>(apiUrl('clients', id));
  }
}
