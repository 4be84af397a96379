const OWN = 'https://own.invalid';
const HOME = '/dashboard';

/** Where to go after signing in: only an own path, whatever the address bar says. */
export function safeReturnUrl(asked: string | null | undefined): string {
  if (!asked?.startsWith('/')) return HOME;
  // Browsers read a backslash as a slash, and drop tabs and line ends: let their parser decide.
  const url = URL.parse(asked, OWN);
  if (url?.origin !== OWN || url.pathname.startsWith('//') || url.pathname.startsWith('/sign-in'))
    return HOME;
  return url.pathname + url.search + url.hash;
}
