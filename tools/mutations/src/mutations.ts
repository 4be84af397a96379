import type { Mutation } from './mutation';

/** Every defence whose test is proved to be able to fail. */
export const MUTATIONS: readonly Mutation[] = [
  {
    id: 'cookie-from-scripts',
    defence: 'No script reads the refresh cookie',
    file: 'apps/bff/src/http/auth/refresh-cookie.ts',
    remove: 'httpOnly: true, ',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/auth/refresh-cookie.spec.ts',
      test: 'ends with the browser unless asked to stay',
    },
  },
  {
    id: 'permission',
    defence: 'The server asks whether a role may',
    file: 'apps/bff/src/http/auth/permission.guard.ts',
    remove: 'if (can(member, permission)) return true;',
    leave: 'if (can(member, permission) || permission) return true;',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/auth/permission.guard.spec.ts',
      test: 'is open to the right roles only',
    },
  },
];
