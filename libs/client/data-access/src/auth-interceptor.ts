import { HttpErrorResponse, type HttpInterceptorFn, type HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { isApiUrl, isAuthUrl } from './api-url';
import { AuthSession } from './auth-session';
import { toProblemError } from './problem-error';

/** Adds the token to own calls. A 401 is answered by one refresh and one repetition, then by the sign-in page. */
export const authInterceptor: HttpInterceptorFn = (request, next) => {
  if (!isApiUrl(request.url) || isAuthUrl(request.url)) return next(request);
  const session = inject(AuthSession);
  const router = inject(Router);
  const sent = session.accessToken();

  return next(withToken(request, sent)).pipe(
    catchError((error: unknown) => {
      if (asksForTwoFactor(error)) void router.navigateByUrl('/set-up-two-factor');
      if (!(error instanceof HttpErrorResponse) || error.status !== 401) return throwError(() => error);
      return from(freshToken(session, sent)).pipe(
        switchMap((token) => {
          if (token !== null) return next(withToken(request, token));
          void router.navigate(['/sign-in'], { queryParams: { returnUrl: router.url } });
          return throwError(() => error);
        }),
      );
    }),
  );
};

/** The agency requires a second factor of everybody, and this member has none: nothing else answers until they do. */
function asksForTwoFactor(error: unknown): boolean {
  return error instanceof HttpErrorResponse && toProblemError(error).code === 'two-factor-required';
}

/** Another call may have refreshed while this one was under way. */
async function freshToken(session: AuthSession, refused: string | null): Promise<string | null> {
  const current = session.accessToken();
  return current !== null && current !== refused ? current : session.refresh();
}

function withToken(request: HttpRequest<unknown>, token: string | null): HttpRequest<unknown> {
  return token === null ? request : request.clone({ setHeaders: { Authorization: `Bearer ${token}` } });
}
