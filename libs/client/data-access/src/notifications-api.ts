import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable, type Signal } from '@angular/core';
import type { NotificationSetupView, SetUpNotificationsRequest } from '@tributary/api-contract';
import type { Observable } from 'rxjs';
import { apiUrl } from './api-url';

function path(accountId: string): string {
  return apiUrl('network-accounts', accountId, 'notifications');
}

/** What networks send by themselves. Reads follow their signals; undefined waits. Writes fail with a ProblemError. */
@Injectable({ providedIn: 'root' })
export class NotificationsApi {
  private readonly http = inject(HttpClient);

  setup(accountId: Signal<string | undefined>): HttpResourceRef<NotificationSetupView | undefined> {
    return httpResource<NotificationSetupView>(() => {
      const asked = accountId();
      return asked === undefined ? undefined : path(asked);
    });
  }

  /** Creates or changes. A new address is complete in this answer and never again. */
  setUp(accountId: string, request: SetUpNotificationsRequest): Observable<NotificationSetupView> {
    return this.http.post<NotificationSetupView>(path(accountId), request);
  }

  remove(accountId: string): Observable<null> {
    return this.http.delete<null>(path(accountId));
  }
}
