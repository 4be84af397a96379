import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type {
  ChangeMemberRequest,
  InvitationView,
  InviteMemberRequest,
  MemberView,
  SentInvitationView,
} from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';

/** The members of the agency and who is invited. Writes fail with a ProblemError that names the field. */
@Injectable({ providedIn: 'root' })
export class TeamApi {
  private readonly http = inject(HttpClient);

  /** By name. */
  members(): HttpResourceRef<MemberView[] | undefined> {
    return httpResource<MemberView[]>(() => apiUrl('members'));
  }

  /** The newest first. */
  invitations(): HttpResourceRef<InvitationView[] | undefined> {
    return httpResource<InvitationView[]>(() => apiUrl('invitations'));
  }

  invite(request: InviteMemberRequest): Observable<SentInvitationView> {
    return this.http.post<SentInvitationView>(apiUrl('invitations'), request);
  }

  resend(id: string): Observable<SentInvitationView> {
    return this.http.post<SentInvitationView>(apiUrl('invitations', id, 'resend'), null);
  }

  revoke(id: string): Observable<void> {
    return this.http.delete<undefined>(apiUrl('invitations', id));
  }

  change(id: string, request: ChangeMemberRequest): Observable<void> {
    return this.http.patch<undefined>(apiUrl('members', id), request);
  }

  remove(id: string): Observable<void> {
    return this.http.delete<undefined>(apiUrl('members', id));
  }
}
