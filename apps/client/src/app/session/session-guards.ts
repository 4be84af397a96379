import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { AuthSession } from '@tributary/client-data-access';

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
  return (await session.restore()) ? router.createUrlTree(['/dashboard']) : true;
};
