import type { Mutation } from '../mutation';

/** Defences of: what browsers and strangers send. */
export const WEB: readonly Mutation[] = [
  {
    id: 'nonce',
    defence: 'Every page has a nonce of its own',
    file: 'apps/bff/src/http/security-headers.ts',
    remove: "randomBytes(16).toString('base64')",
    leave: "randomBytes.name.padEnd(22, 'A') + '=='",
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/configure-http.spec.ts',
      test: 'gives every page a nonce of its own, the one that its policy names',
    },
  },
  {
    id: 'same-origin',
    defence: 'No page of another origin changes anything',
    file: 'apps/bff/src/http/same-origin.ts',
    remove: "return site === 'same-origin';",
    leave: 'return true;',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/other-origins.spec.ts',
      test: 'that says',
    },
  },
  {
    id: 'known-query',
    defence: 'No parameter is ignored',
    file: 'apps/bff/src/http/problem/known-query.guard.ts',
    remove: 'if (names.length === 0 || takesQuery(context)) return true;',
    leave: 'if (names.length >= 0 || takesQuery(context)) return true;',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/problem/known-query.guard.spec.ts',
      test: 'refuses a query where none is taken, each parameter by name',
    },
  },
  {
    id: 'own-path',
    defence: 'Signing in leads to no other host',
    file: 'libs/api-contract/src/return-path.ts',
    remove: "url?.origin !== OWN || url.pathname.startsWith('//')",
    leave: '!url',
    noticedBy: {
      project: 'api-contract',
      spec: 'libs/api-contract/src/return-path.spec.ts',
      test: 'makes nothing of',
    },
  },
];
