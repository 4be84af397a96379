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
    remove: 'if (isAtHome && can(member, permission)) return true;',
    leave: 'if ((isAtHome && can(member, permission)) || permission) return true;',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/auth/permission.guard.spec.ts',
      test: 'is open to the right roles only',
    },
  },
  {
    id: 'policies-for-the-owner',
    defence: 'Policies hold the owner of the tables too',
    file: 'libs/infrastructure/postgres/src/migrations/tenant-table.ts',
    remove: '  `alter table "${table}" force row level security;`,\n',
    noticedBy: {
      project: 'postgres',
      spec: 'libs/infrastructure/postgres/src/access/catalogue.int.spec.ts',
      test: 'of an agency show its rows alone, to their owner too',
    },
  },
  {
    id: 'transaction-of-another',
    defence: 'No statement gets into the transaction of another login',
    file: 'libs/infrastructure/postgres/src/orm.ts',
    remove: '    contextName: `tributary ${randomUUID()}`,\n',
    noticedBy: {
      project: 'postgres',
      spec: 'libs/infrastructure/postgres/src/access/attacks.int.spec.ts',
      test: 'is not passed on to who asks for none, or for another one, in the middle of its transaction',
    },
  },
  {
    id: 'agency-stays-inside',
    defence: 'Whose rows a transaction sees is not passed on',
    file: 'libs/infrastructure/postgres/src/tenancy.ts',
    remove: '{ disableContextResolution: true }',
    noticedBy: {
      project: 'postgres',
      spec: 'libs/infrastructure/postgres/src/access/attacks.int.spec.ts',
      test: 'is not passed on to who asks for none, or for another one, in the middle of its transaction',
    },
  },
  {
    id: 'directory-search-path',
    defence: 'Functions that see all agencies call nothing but what they name',
    file: 'libs/infrastructure/postgres/src/directory/directory-function.ts',
    remove: ' set search_path = pg_catalog, pg_temp',
    noticedBy: {
      project: 'postgres',
      spec: 'libs/infrastructure/postgres/src/access/catalogue.int.spec.ts',
      test: 'as its own role, with a pinned search path',
    },
  },
  {
    id: 'audit-is-only-added-to',
    defence: 'Nobody changes or removes what stands in the audit trail',
    file: 'libs/infrastructure/postgres/src/migrations/Migration20261128070000_audit_entry.ts',
    remove: "  raise exception 'The audit trail is only added to' using errcode = 'restrict_violation';\n",
    leave: '  return coalesce(new, old);\n',
    noticedBy: {
      project: 'postgres',
      spec: 'libs/infrastructure/postgres/src/audit/audit.int.spec.ts',
      test: 'not even by a superuser',
    },
  },
  {
    id: 'audit-before-the-answer',
    defence: 'What has no entry in the audit trail is not answered as done',
    file: 'apps/bff/src/http/audit/audit-recorder.ts',
    remove: '      throw error;\n',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/audit/audit.spec.ts',
      test: 'makes the answer an error, and the log names what has no entry',
    },
  },
  {
    id: 'audit-of-attempts',
    defence: 'What a role may not do leaves a line in the audit trail',
    file: 'apps/bff/src/http/auth/permission.guard.ts',
    remove: '    await this.recordAttempt(context, request);\n',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/audit/audit.spec.ts',
      test: 'is a line for what a role may not do, with what it was tried on',
    },
  },
  {
    id: 'erased-again',
    defence: 'An erased person does not come back with what is read later',
    file: 'libs/application/src/privacy/sales-without-erased.ts',
    remove: 'if (erased.size === 0) return',
    leave: 'if (erased.size >= 0) return',
    noticedBy: {
      project: 'application',
      spec: 'libs/application/src/privacy/sales-without-erased.spec.ts',
      test: 'is taken out of what is kept, and of whatever is told of them later',
    },
  },
  {
    id: 'drafts-of-erased',
    defence: 'No draft of an import keeps an erased person',
    file: 'libs/application/src/privacy/clean-erased-persons.ts',
    remove: '      await imports.remove(key);\n',
    noticedBy: {
      project: 'application',
      spec: 'libs/application/src/privacy/clean-erased-persons.spec.ts',
      test: 'that name an erased person are dropped, and no others',
    },
  },
  {
    id: 'formulas-in-files',
    defence: 'Files for spreadsheets run nothing',
    file: 'libs/domain/src/import/formula-cell.ts',
    remove: "  const shown = isFormula(text) || ESCAPED.test(text) ? `'${text}` : text;",
    leave: '  const shown = text;',
    noticedBy: {
      project: 'bff',
      spec: 'apps/bff/src/http/sales/sales-export.controller.spec.ts',
      test: 'runs nothing in a spreadsheet, whatever a product, an order or an account is called',
    },
  },
  {
    id: 'mighty-login',
    defence: 'No process starts as a login that policies would not hold',
    file: 'libs/infrastructure/postgres/src/access/login-might.ts',
    remove: "    case when r.rolbypassrls then 'bypasses row-level security' end,\n",
    noticedBy: {
      project: 'postgres',
      spec: 'libs/infrastructure/postgres/src/access/logins.int.spec.ts',
      test: 'and no process starts as it',
    },
  },
];
