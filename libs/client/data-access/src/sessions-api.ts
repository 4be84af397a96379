import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable, type Signal } from '@angular/core';
import type { SessionsRevokedView, SessionView } from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';

/** Where people are signed in: the person on this page, and members of the team. */
@Injectable({ providedIn: 'root' })
export class SessionsApi {
  private readonly http = inject(HttpClient);

  listOwn(): HttpResourceRef<SessionView[] | undefined> {
    return httpResource<SessionView[]>(() => apiUrl('me', 'sessions'));
  }

  /** Of a member of the team; undefined waits. */
  listOf(memberId: Signal<string | undefined>): HttpResourceRef<SessionView[] | undefined> {
    return httpResource<SessionView[]>(() => {
      const id = memberId();
      return id === undefined ? undefined : apiUrl('members', id, 'sessions');
    });
  }

  revokeOwn(sessionId: string): Observable<unknown> {
    return this.http.delete(apiUrl('me', 'sessions', sessionId));
  }

  revokeOthers(): Observable<SessionsRevokedView> {
    return this.http.post<SessionsRevokedView>(apiUrl('me', 'sessions', 'revoke-others'), null);
  }

  revokeOf(memberId: string, sessionId: string): Observable<unknown> {
    return this.http.delete(apiUrl('members', memberId, 'sessions', sessionId));
  }
}
