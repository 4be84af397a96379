import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { computed, inject, Injectable } from '@angular/core';
import type { Me, Permission } from '@tributary/api-contract';
import { apiUrl } from './api-url';
import { AuthSession } from './auth-session';
import { latestValue } from './latest-value';

/** The signed-in member, one copy for the whole app. Empty while nobody is signed in. */
@Injectable({ providedIn: 'root' })
export class MeApi {
  private readonly session = inject(AuthSession);

  readonly resource: HttpResourceRef<Me | undefined> = httpResource<Me>(() =>
    this.session.isSignedIn() ? apiUrl('me') : undefined,
  );

  private readonly latest = latestValue(this.resource);

  readonly me = computed<Me | undefined>(() => (this.session.isSignedIn() ? this.latest() : undefined));

  /** False until it is known. */
  can(permission: Permission): boolean {
    return this.me()?.permissions.includes(permission) ?? false;
  }
}
