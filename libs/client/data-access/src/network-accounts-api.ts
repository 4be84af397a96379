import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable, type Signal } from '@angular/core';
import type {
  ChangeNetworkAccountRequest,
  ConnectNetworkRequest,
  CredentialCheckRequest,
  CredentialCheckView,
  NetworkAccountView,
  ReconciliationView,
  ReplaceCredentialsRequest,
  RereadPeriodRequest,
  SyncQueuedView,
  SyncRunView,
} from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';

const PATH = 'network-accounts';

/** Reads follow their signals; undefined waits. Writes fail with a ProblemError. */
@Injectable({ providedIn: 'root' })
export class NetworkAccountsApi {
  private readonly http = inject(HttpClient);

  /** @param isAsked waits while it is false. */
  accounts(isAsked: () => boolean = () => true): HttpResourceRef<NetworkAccountView[] | undefined> {
    return httpResource<NetworkAccountView[]>(() => (isAsked() ? apiUrl(PATH) : undefined));
  }

  account(id: Signal<string | undefined>): HttpResourceRef<NetworkAccountView | undefined> {
    return httpResource<NetworkAccountView>(() => {
      const asked = id();
      return asked === undefined ? undefined : apiUrl(PATH, asked);
    });
  }

  runs(id: Signal<string | undefined>, limit = 50): HttpResourceRef<SyncRunView[] | undefined> {
    return httpResource<SyncRunView[]>(() => {
      const asked = id();
      return asked === undefined ? undefined : { url: apiUrl(PATH, asked, 'runs'), params: { limit } };
    });
  }

  /** The network's own totals of the last 31 days beside what is stored, newest first. */
  reconciliation(id: Signal<string | undefined>): HttpResourceRef<ReconciliationView | undefined> {
    return httpResource<ReconciliationView>(() => {
      const asked = id();
      return asked === undefined ? undefined : apiUrl(PATH, asked, 'reconciliation');
    });
  }

  /** 422 with the network's own words when the key is refused. Saves nothing. */
  testKey(request: CredentialCheckRequest): Observable<CredentialCheckView> {
    return this.http.post<CredentialCheckView>(apiUrl(PATH, 'test'), request);
  }

  connect(request: ConnectNetworkRequest): Observable<NetworkAccountView> {
    return this.http.post<NetworkAccountView>(apiUrl(PATH), request);
  }

  change(id: string, request: ChangeNetworkAccountRequest): Observable<NetworkAccountView> {
    return this.http.patch<NetworkAccountView>(apiUrl(PATH, id), request);
  }

  replaceCredentials(id: string, request: ReplaceCredentialsRequest): Observable<NetworkAccountView> {
    return this.http.put<NetworkAccountView>(apiUrl(PATH, id, 'credentials'), request);
  }

  sync(id: string): Observable<SyncQueuedView> {
    return this.http.post<SyncQueuedView>(apiUrl(PATH, id, 'sync'), null);
  }

  /** Has the network asked again for the days of a period, both whole. */
  reread(id: string, period: RereadPeriodRequest): Observable<SyncQueuedView> {
    return this.http.post<SyncQueuedView>(apiUrl(PATH, id, 'rereads'), period);
  }

  syncAll(): Observable<SyncQueuedView> {
    return this.http.post<SyncQueuedView>(apiUrl(PATH, 'sync'), null);
  }
}
