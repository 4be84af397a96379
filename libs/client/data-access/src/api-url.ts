/** Every path of the BFF starts here; no other project of the client knows one. */
const API_ROOT = '/api/v1';

/** `apiUrl('network-accounts', id, 'sync')`; parts are encoded. */
export function apiUrl(...parts: readonly string[]): string {
  return [API_ROOT, ...parts.map(encodeURIComponent)].join('/');
}

export function isApiUrl(url: string): boolean {
  return url.startsWith(`${API_ROOT}/`);
}

/** Sign in, refresh and sign out carry the cookie, never the token. */
export function isAuthUrl(url: string): boolean {
  return url.startsWith(`${API_ROOT}/auth/`);
}
