import type { Installation } from '@tributary/e2e-installation';
import { randomUUID } from 'node:crypto';
import type { ApiRoute } from './api-routes';

/** What the ids of the API stand for, and one of each that an agency has. */
const SAMPLES = {
  account: 'select account_id as id from sales_import where agency_id = $1 limit 1',
  member: `select id from member where agency_id = $1 and role = 'viewer' limit 1`,
  session: `select f.id from session_family f join member m on m.agency_id = f.agency_id and m.id = f.member_id
    where f.agency_id = $1 and m.role = 'viewer' and f.revoked_at is null limit 1`,
  client: 'select id from client where agency_id = $1 limit 1',
  agency: 'select agency_id as id from member where agency_id = $1 limit 1',
  invitation: 'select id from invitation where agency_id = $1 limit 1',
  import: 'select id from sales_import where agency_id = $1 limit 1',
  saleAccount: 'select account_id as id from sale where agency_id = $1 order by external_order_id limit 1',
  order: 'select external_order_id as id from sale where agency_id = $1 order by external_order_id limit 1',
} as const;

export type IdKind = keyof typeof SAMPLES;
export type Ids = Readonly<Record<IdKind, string>>;

/** Where an id of which kind stands in a path. The first that fits counts. */
const PLACES: readonly (readonly [RegExp, IdKind])[] = [
  [/^network-accounts\/\{id\}/, 'account'],
  [/^members\/\{id\}/, 'member'],
  [/^me\/sessions\/\{id\}/, 'session'],
  [/^clients\/\{id\}/, 'client'],
  [/^invitations\/\{id\}/, 'invitation'],
  [/^platform\/agencies\/\{id\}/, 'agency'],
];
const NAMES: Readonly<Record<string, IdKind>> = {
  accountId: 'saleAccount',
  orderId: 'order',
  importId: 'import',
  sessionId: 'session',
  memberId: 'member',
};
/** Parts of paths and queries that name nothing of an agency. */
const NO_IDS = ['currency', 'day', 'x-file-name'];
const QUERY_IDS: Readonly<Record<string, IdKind>> = {
  account: 'account',
  client: 'client',
  member: 'member',
};

/** The ids that the agency has, and ids of nobody for what it has none of. */
export async function idsThatExist(installation: Installation, agencyId: string): Promise<Ids> {
  const found = await Promise.all(
    Object.entries(SAMPLES).map(async ([kind, sql]) => {
      const [row] = await installation.rows<{ id: string }>(sql.replace('$1', `'${agencyId}'`));
      return row ? [[kind, row.id] as const] : [];
    }),
  );
  return { ...unknownIds(), ...Object.fromEntries(found.flat()) };
}

/** @throws {Error} when an agency has none of a kind: then the suite would attack nothing. */
export async function idsOf(installation: Installation, agencyId: string): Promise<Ids> {
  const found = await Promise.all(
    Object.entries(SAMPLES).map(async ([kind, sql]) => {
      const [row] = await installation.rows<{ id: string }>(sql.replace('$1', `'${agencyId}'`));
      if (!row) throw new Error(`The agency has no ${kind}: make one before the attacks`);
      return [kind, row.id] as const;
    }),
  );
  return Object.fromEntries(found) as Ids;
}

/** Ids that nobody has. */
export function unknownIds(): Ids {
  const ids = Object.fromEntries(Object.keys(SAMPLES).map((kind) => [kind, randomUUID()]));
  return ids as Ids;
}

/** @throws {Error} for a parameter that the suite does not know: say in `ids.ts` what it stands for. */
export function kindOf({ path }: ApiRoute, name: string): IdKind | null {
  if (NO_IDS.includes(name)) return null;
  const kind = NAMES[name] ?? PLACES.find(([place]) => name === 'id' && place.test(path))?.[1];
  if (!kind)
    throw new Error(`{${name}} of ${path} is unknown to the attacks: say in ids.ts what it stands for`);
  return kind;
}

export function queryKindOf(name: string): IdKind | null {
  return QUERY_IDS[name] ?? null;
}
