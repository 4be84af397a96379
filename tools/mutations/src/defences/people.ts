import type { Mutation } from '../mutation';

/** Defences of: who comes in and what they may. */
export const PEOPLE: readonly Mutation[] = [
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
    remove: 'if (isAtHome && can(member, permission)) return true;',
    leave: 'if ((isAtHome && can(member, permission)) || permission) return true;',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/auth/permission.guard.spec.ts',
      test: 'is open to the right roles only',
    },
  },
  {
    id: 'token-audience',
    defence: 'A token for something else is no access token',
    file: 'apps/bff/src/http/auth/access-token-strategy.ts',
    remove: '      audience: TOKEN_AUDIENCE,\n',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/auth/access-token-strategy.spec.ts',
      test: 'are refused when',
    },
  },
  {
    id: 'token-type',
    defence: 'A token of another type is no access token',
    file: 'apps/bff/src/composition/jwt-access-token-issuer.ts',
    remove: '  typ: z.literal(TYPE),\n',
    leave: '  typ: z.string(),\n',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/auth/access-token-strategy.spec.ts',
      test: 'are refused as',
    },
  },
  {
    id: 'refresh-reuse',
    defence: 'A refresh token that comes again ends its session',
    file: 'libs/infrastructure/postgres/src/identity/session.repository.ts',
    remove: '        await REVOKE.run(em, [agencyId, familyId]);\n',
    noticedBy: {
      project: 'postgres',
      spec: 'libs/infrastructure/postgres/src/identity/identity.int.spec.ts',
      test: 'lets one of two simultaneous uses through and then trusts neither',
    },
  },
  {
    id: 'sign-in-throttle',
    defence: 'Guessing a password is stopped',
    file: 'libs/application/src/identity/sign-in-limits.ts',
    remove: '      throw new TooManyAttempts(wait);\n',
    noticedBy: {
      project: 'application',
      spec: 'libs/application/src/identity/sign-in-limits.spec.ts',
      test: 'is stopped after ten wrong ones from one address, and the right one with them',
    },
  },
  {
    id: 'code-replay',
    defence: 'A code of the second factor counts once',
    file: 'libs/infrastructure/postgres/src/identity/second-factor.repository.ts',
    remove: ' and last_used_step < $3',
    noticedBy: {
      project: 'postgres',
      spec: 'libs/infrastructure/postgres/src/storage.contract.int.spec.ts',
      contract: 'libs/ports/src/testing/contracts/second-factor-contract.ts',
      test: 'takes each step once, and none that lies before',
    },
  },
  {
    id: 'invitation-once',
    defence: 'An invitation is accepted once',
    file: 'libs/infrastructure/postgres/src/identity/invitation-acceptance.repository.ts',
    remove: '      await REMOVE.run(em, [agencyId, open.id]);\n',
    noticedBy: {
      project: 'postgres',
      spec: 'libs/infrastructure/postgres/src/storage.contract.int.spec.ts',
      contract: 'libs/ports/src/testing/contracts/invitation-contract.ts',
      test: 'is used up by whoever accepts, who is a member from then on',
    },
  },
  {
    id: 'reset-ends-sessions',
    defence: 'A new password ends every session',
    file: 'libs/infrastructure/postgres/src/identity/password-reset.repository.ts',
    remove: '      await revokeAllOf(em, used);\n',
    noticedBy: {
      project: 'postgres',
      spec: 'libs/infrastructure/postgres/src/storage.contract.int.spec.ts',
      contract: 'libs/ports/src/testing/contracts/password-reset-contract.ts',
      test: 'ends every session of the member and of nobody else',
    },
  },
  {
    id: 'client-scope',
    defence: 'A login of a client sees the accounts of its clients only',
    file: 'libs/application/src/identity/read-me.ts',
    remove: "role === 'client' ? this.ports.clients.accountsOf(agencyId, clientIds) : 'all'",
    leave:
      "role === 'client' && clientIds.length < 0 ? this.ports.clients.accountsOf(agencyId, clientIds) : 'all'",
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/client-logins.spec.ts',
      test: 'is of its own clients only, whatever it asks for',
    },
  },
  {
    id: 'index-not-money',
    defence: 'A login that sees an index sees no amount',
    file: 'libs/application/src/dashboard/read-dashboard.ts',
    remove: "viewer.figures === 'index' ? asIndex(report, indexBases(rows.previous, visits)) : report",
    leave: 'report',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/client-logins.spec.ts',
      test: 'is no amount for a login that sees an index, in no answer at all',
    },
  },
  {
    id: 'disabled-member',
    defence: 'A disabled member is out with the next request',
    file: 'libs/application/src/identity/read-me.ts',
    remove: '!isAlive || !member || member.isDisabled',
    leave: '!isAlive || !member',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/auth/access-token-strategy.spec.ts',
      test: 'end with their member',
    },
  },
  {
    id: 'unknown-password',
    defence: 'A password is hashed for who is unknown as well',
    file: 'libs/application/src/identity/sign-in.ts',
    remove: 'await passwords.verify(password, found?.passwordHash ?? null)',
    leave: 'found !== null && (await passwords.verify(password, found.passwordHash))',
    noticedBy: {
      project: 'application',
      spec: 'libs/application/src/identity/identity.spec.ts',
      test: 'refuses unknown, mistyped and disabled logins in the same words, each after a check',
    },
  },
];
