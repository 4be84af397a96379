import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type {
  FirstOwnerRequest,
  NetworkHealthView,
  OpenAgencyRequest,
  OpenedAgencyView,
  PlatformAgenciesPage,
  PlatformUsersPage,
} from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';
import { queryParams } from './query-params';

export interface PlatformQuery {
  readonly search?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

export interface PlatformUserKey {
  readonly agencyId: string;
  readonly userId: string;
}

/** For whoever runs the installation: agencies, people and networks, and no figure. */
@Injectable({ providedIn: 'root' })
export class PlatformApi {
  private readonly http = inject(HttpClient);

  agencies(query: PlatformQuery): Observable<PlatformAgenciesPage> {
    return this.http.get<PlatformAgenciesPage>(apiUrl('platform', 'agencies'), {
      params: queryParams({ ...query }),
    });
  }

  users(query: PlatformQuery & { readonly agency?: string }): Observable<PlatformUsersPage> {
    return this.http.get<PlatformUsersPage>(apiUrl('platform', 'users'), {
      params: queryParams({ ...query }),
    });
  }

  networks(): HttpResourceRef<NetworkHealthView[] | undefined> {
    return httpResource<NetworkHealthView[]>(() => apiUrl('platform', 'networks'));
  }

  /** Fails with a ProblemError that names the field. */
  openAgency(request: OpenAgencyRequest): Observable<OpenedAgencyView> {
    return this.http.post<OpenedAgencyView>(apiUrl('platform', 'agencies'), request);
  }

  /** Only while the agency has nobody. Fails with a ProblemError that names the field. */
  inviteFirstOwner(agencyId: string, owner: FirstOwnerRequest): Observable<OpenedAgencyView> {
    const url = apiUrl('platform', 'agencies', agencyId, 'owner-invitation');
    return this.http.post<OpenedAgencyView>(url, owner);
  }

  setSuspended(agencyId: string, isSuspended: boolean): Observable<void> {
    const act = isSuspended ? 'suspend' : 'resume';
    return this.http.post<undefined>(apiUrl('platform', 'agencies', agencyId, act), null);
  }

  setDisabled({ agencyId, userId }: PlatformUserKey, isDisabled: boolean): Observable<void> {
    const act = isDisabled ? 'disable' : 'enable';
    return this.http.post<undefined>(apiUrl('platform', 'agencies', agencyId, 'members', userId, act), null);
  }

  /** Everywhere. */
  signOut({ agencyId, userId }: PlatformUserKey): Observable<void> {
    const url = apiUrl('platform', 'agencies', agencyId, 'members', userId, 'sign-out');
    return this.http.post<undefined>(url, null);
  }
}
