import { computed, inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { toObservable } from '@angular/core/rxjs-interop';
import { ownPath } from '@tributary/api-contract';
import { AuthSession, MeApi } from '@tributary/client-data-access';
import { filter, firstValueFrom } from 'rxjs';

/** Keeps the way back in the address, so that a link sent by a colleague survives signing in. */
export const mustBeSignedIn: CanActivateFn = async (_route, state) => {
  const session = inject(AuthSession);
  const router = inject(Router);
  if (await session.restore()) return true;
  const queryParams = state.url === '/' ? {} : { returnUrl: state.url };
  return router.createUrlTree(['/sign-in'], { queryParams });
};

export const mustBeSignedOut: CanActivateFn = async () => {
  const session = inject(AuthSession);
  const router = inject(Router);
  return (await session.restore()) ? router.createUrlTree(['/']) : true;
};

/** Whoever comes back from the identity provider has a cookie that this page has not seen yet. */
export const signedInElsewhere: CanActivateFn = async (route) => {
  const session = inject(AuthSession);
  const router = inject(Router);
  const returnUrl = ownPath(route.queryParamMap.get('returnUrl')) ?? '/';
  if (await session.adopt()) return router.parseUrl(returnUrl);
  return router.createUrlTree(['/sign-in'], { queryParams: { ssoProblem: 'unproven', returnUrl } });
};

/** Where whoever is signed in begins: the operator of the installation sees no figures. */
export const beginAtHome: CanActivateFn = async () => {
  const router = inject(Router);
  const api = inject(MeApi);
  const isKnown = computed(() => api.me() !== undefined || api.resource.error() !== undefined);
  await firstValueFrom(toObservable(isKnown).pipe(filter(Boolean)));
  return router.parseUrl(api.can('manage-platform') ? '/platform/agencies' : '/dashboard');
};
