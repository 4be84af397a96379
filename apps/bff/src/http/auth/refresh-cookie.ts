import type { OpenedSession } from '@tributary/application';
import type { CookieOptions, Request, Response } from 'express';

/** The prefix makes browsers insist on Secure, Path=/ and no Domain: a sibling host cannot plant it. */
export const REFRESH_COOKIE = '__Host-tributary-refresh';
const OPTIONS: CookieOptions = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' };
/** Remembers the choice of the sign-in page across refreshes. */
const STAY_NAME = '__Host-tributary-stay';

export function setRefreshCookie(response: Response, session: OpenedSession, stay: boolean): void {
  const lifetime = stay ? { expires: session.refreshExpiresAt } : {};
  response.cookie(REFRESH_COOKIE, session.refreshToken, { ...OPTIONS, ...lifetime });
  response.cookie(STAY_NAME, stay ? '1' : '0', { ...OPTIONS, ...lifetime });
}

export function readRefreshCookie(request: Request): {
  readonly token: string | null;
  readonly stay: boolean;
} {
  const cookies = request.cookies as Readonly<Record<string, string | undefined>>;
  return { token: cookies[REFRESH_COOKIE] ?? null, stay: cookies[STAY_NAME] === '1' };
}

export function clearRefreshCookie(response: Response): void {
  response.clearCookie(REFRESH_COOKIE, OPTIONS);
  response.clearCookie(STAY_NAME, OPTIONS);
}
