import type { Mutation } from '../mutation';

/** Defences of: one agency and another. */
export const TENANCY: readonly Mutation[] = [
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
  {
    id: 'policy',
    defence: 'A table shows the rows of the own agency only',
    file: 'libs/infrastructure/postgres/src/migrations/tenant-table.ts',
    remove: 'on "${table}" using (${ownRows(column)})',
    leave: 'on "${table}" using (true)',
    noticedBy: {
      project: 'postgres',
      spec: 'libs/infrastructure/postgres/src/access/attacks.int.spec.ts',
      test: 'is not seen, not even when it is asked for',
    },
  },
  {
    id: 'events-of-another',
    defence: 'Events of an agency are told to its members only',
    file: 'libs/infrastructure/postgres/src/sync/sync-progress-channel.ts',
    remove: 'this.listeners.get(event.agencyId) ?? []',
    leave: '[...this.listeners.values()].flatMap((ofAgency) => [...ofAgency])',
    noticedBy: {
      project: 'postgres',
      spec: 'libs/infrastructure/postgres/src/sync/sync.int.spec.ts',
      test: 'carries events from one process to the subscribers of the agency in another',
    },
  },
];
