/** No host of its own: what leaves it was never a path. */
const OWN = 'https://own.invalid';

/**
 * The page to go to after signing in, as an own path with query and fragment; null for everything else that the
 * address bar may say. Server and client ask this one place. Browsers read a backslash as a slash and drop tabs and
 * line ends, so their own parser decides.
 */
export function ownPath(asked: string | null | undefined): string | null {
  if (!asked?.startsWith('/')) return null;
  const url = URL.parse(asked, OWN);
  if (url?.origin !== OWN || url.pathname.startsWith('//')) return null;
  return url.pathname + url.search + url.hash;
}
