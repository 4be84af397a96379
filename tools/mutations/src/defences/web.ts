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
  {
    id: 'extra-fields',
    defence: 'No field comes along that is not asked for',
    file: 'apps/bff/src/http/problem/checked-input.ts',
    remove: '    forbidNonWhitelisted: true,\n',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/problem/checked-input.spec.ts',
      test: 'refuses the extra field',
    },
  },
  {
    id: 'forms',
    defence: 'No form of another page is taken',
    file: 'apps/bff/src/http/same-origin.ts',
    remove:
      "    else if (OF_FORMS.test(request.get('content-type') ?? '')) next(new UnsupportedMediaTypeException());\n",
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/other-origins.spec.ts',
      test: 'that sends a form as',
    },
  },
  {
    id: 'kept-copies',
    defence: 'Nobody keeps a copy of what the API tells',
    file: 'apps/bff/src/http/configure-http.ts',
    remove: "  response.setHeader('Cache-Control', 'no-store');\n",
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/configure-http.spec.ts',
      test: 'lets nobody keep what the API tells',
    },
  },
];
