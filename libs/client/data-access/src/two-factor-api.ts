import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type {
  BothFactorsRequest,
  RecoveryCodesView,
  TwoFactorEnrolmentView,
  TwoFactorPolicyView,
  TwoFactorView,
} from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';

/** The second factor of the person on this page, and what the agency asks of everybody. Calls fail with a ProblemError. */
@Injectable({ providedIn: 'root' })
export class TwoFactorApi {
  private readonly http = inject(HttpClient);

  state(): HttpResourceRef<TwoFactorView | undefined> {
    return httpResource<TwoFactorView>(() => apiUrl('me', 'two-factor'));
  }

  enrol(password: string): Observable<TwoFactorEnrolmentView> {
    return this.http.post<TwoFactorEnrolmentView>(apiUrl('me', 'two-factor', 'enrol'), { password });
  }

  confirm(code: string): Observable<RecoveryCodesView> {
    return this.http.post<RecoveryCodesView>(apiUrl('me', 'two-factor', 'confirm'), { code });
  }

  renewRecoveryCodes(both: BothFactorsRequest): Observable<RecoveryCodesView> {
    return this.http.post<RecoveryCodesView>(apiUrl('me', 'two-factor', 'recovery-codes'), both);
  }

  disable(both: BothFactorsRequest): Observable<unknown> {
    return this.http.post(apiUrl('me', 'two-factor', 'disable'), both);
  }

  /** For a member who lost phone and recovery codes. */
  reset(memberId: string): Observable<unknown> {
    return this.http.delete(apiUrl('members', memberId, 'two-factor'));
  }

  policy(): HttpResourceRef<TwoFactorPolicyView | undefined> {
    return httpResource<TwoFactorPolicyView>(() => apiUrl('agency', 'two-factor'));
  }

  changePolicy(policy: TwoFactorPolicyView): Observable<TwoFactorPolicyView> {
    return this.http.put<TwoFactorPolicyView>(apiUrl('agency', 'two-factor'), policy);
  }
}
