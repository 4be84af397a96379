import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { ChangePasswordRequest, ChangeProfileRequest, Me } from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';

/** What members change about themselves. Fails with a ProblemError that names the field. */
@Injectable({ providedIn: 'root' })
export class ProfileApi {
  private readonly http = inject(HttpClient);

  change(request: ChangeProfileRequest): Observable<Me> {
    return this.http.patch<Me>(apiUrl('me'), request);
  }

  /** Ends every other session. */
  changePassword(request: ChangePasswordRequest): Observable<void> {
    return this.http.put<undefined>(apiUrl('me', 'password'), request);
  }
}
