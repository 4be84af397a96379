import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type {
  CompletePasswordResetRequest,
  OpenInvitationView,
  OpenPasswordResetView,
  PasswordResetAskedView,
} from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';

/** What the links of mails open, for people who are not signed in. Tokens travel in bodies only. */
@Injectable({ providedIn: 'root' })
export class LinksApi {
  private readonly http = inject(HttpClient);

  /** 404 for a link that opens nothing any more. */
  invitation(token: string): Observable<OpenInvitationView> {
    return this.http.post<OpenInvitationView>(apiUrl('auth', 'invitation'), { token });
  }

  /** Answered alike for every e-mail. */
  askPasswordReset(email: string): Observable<PasswordResetAskedView> {
    return this.http.post<PasswordResetAskedView>(apiUrl('auth', 'password-reset'), { email });
  }

  /** 404 for a link that opens nothing any more. */
  passwordReset(token: string): Observable<OpenPasswordResetView> {
    return this.http.post<OpenPasswordResetView>(apiUrl('auth', 'password-reset', 'open'), { token });
  }

  completePasswordReset(request: CompletePasswordResetRequest): Observable<void> {
    return this.http.post<undefined>(apiUrl('auth', 'password-reset', 'complete'), request);
  }
}
