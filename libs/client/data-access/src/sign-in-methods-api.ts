import { httpResource } from '@angular/common/http';
import { computed, Injectable } from '@angular/core';
import type { SignInMethods } from '@tributary/api-contract';
import { apiUrl } from './api-url';

/** What the sign-in page offers besides a password. */
@Injectable({ providedIn: 'root' })
export class SignInMethodsApi {
  private readonly resource = httpResource<SignInMethods>(() => apiUrl('auth', 'methods'));

  /** Null also until it is known, and when it cannot be known: a password works without it. */
  readonly singleSignOn = computed(() =>
    this.resource.hasValue() ? this.resource.value().singleSignOn : null,
  );
}

/** A link and no request: the browser itself has to go to the identity provider. */
export function singleSignOnUrl(choice: { readonly returnUrl: string; readonly stay: boolean }): string {
  const query = new URLSearchParams({ returnUrl: choice.returnUrl, stay: String(choice.stay) });
  return `/sso/start?${query.toString()}`;
}
