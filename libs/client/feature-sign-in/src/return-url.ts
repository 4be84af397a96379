import { ownPath } from '@tributary/api-contract';

/** The page that whoever is signed in begins with; the router knows which. */
const HOME = '/';

/** Where to go after signing in: only an own path, whatever the address bar says. */
export function safeReturnUrl(asked: string | null | undefined): string {
  const path = ownPath(asked);
  return path === null || path.startsWith('/sign-in') ? HOME : path;
}
