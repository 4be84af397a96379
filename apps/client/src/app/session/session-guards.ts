import { computed, inject } from '@angular/core';
import { type CanActivateFn, type CanMatchFn, Router } from '@angular/router';
import { toObservable } from '@angular/core/rxjs-interop';
import { ownPath, type Permission } from '@tributary/api-contract';
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

/**
 * Lets a page be opened by whoever may. The server decides what is answered; this keeps pages away that could only show
 * refusals. Whoever is not signed in is led to signing in first, and who it is must be known.
 */
export const mayOpen = (needs: Permission): CanMatchFn => {
  return async () => {
    const session = inject(AuthSession);
    const api = inject(MeApi);
    const known = memberKnown(api);
    if (!(await session.restore())) return true;
    await known;
    return api.me() === undefined || api.can(needs);
  };
};

/** Resolves once it is known who is signed in, or that it cannot be told. */
function memberKnown(api: MeApi): Promise<boolean> {
  const isKnown = computed(() => api.me() !== undefined || api.resource.error() !== undefined);
  return firstValueFrom(toObservable(isKnown).pipe(filter(Boolean)));
}

/** Where whoever is signed in begins: the operator of the installation sees no figures. */
export const beginAtHome: CanActivateFn = async () => {
  const router = inject(Router);
  const api = inject(MeApi);
  await memberKnown(api);
  return router.parseUrl(api.can('manage-platform') ? '/platform/agencies' : '/dashboard');
};
