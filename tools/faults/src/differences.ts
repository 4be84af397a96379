import { type Rows, storedRows, wrongStatuses } from './stored';
import type { Row, Told } from './truth';

const SHOWN = 3;

/** One account in its database, beside what its network tells. */
export interface BothSides {
  readonly rows: Rows;
  readonly accountId: string;
  readonly told: readonly Told[];
  /** Rows listed before it are none of our business: the account reads no further back, or the network tells no more. */
  readonly since: number;
}

/** I1 and I2: what is stored is what the network tells since the first day to read; nothing less, nothing twice. */
export async function differences({ rows, accountId, told, since }: BothSides): Promise<readonly string[]> {
  const stored = await storedRows(rows, accountId);
  const toldById = new Map(told.map((row) => [keyOf(row), row]));
  const storedById = new Map(stored.map((row) => [keyOf(row), row]));
  const wanted = told.filter(({ listedAt }) => Date.parse(listedAt) >= since);
  const missing = wanted.filter((row) => !storedById.has(keyOf(row)));
  const invented = stored.filter((row) => !toldById.has(keyOf(row)));
  const different = wanted.filter((row) => (storedById.get(keyOf(row))?.text ?? row.text) !== row.text);
  const shown = (row: Row) => `${row.id} (${row.text})`;
  const compared = (row: Told) =>
    `${row.id}: stored ${storedById.get(keyOf(row))?.text ?? 'nothing'}, true ${row.text}`;
  return [
    ...listed('I1 missing', missing.map(shown)),
    ...listed('I2 stored but not true', invented.map(shown)),
    ...listed('I1 different', different.map(compared)),
    ...listed('I1 status', await wrongStatuses(rows, accountId)),
  ];
}

/** What is true, lies before an instant, and is not stored. */
export async function missingBefore(
  { rows, accountId, told, since }: BothSides,
  instant: number,
): Promise<readonly Told[]> {
  const stored = new Set((await storedRows(rows, accountId)).map(keyOf));
  return told.filter((row) => {
    const listedAt = Date.parse(row.listedAt);
    return listedAt >= since && listedAt < instant && !stored.has(keyOf(row));
  });
}

/** Every row version of an account: a row that is written again, even with the same values, gets another one. */
export async function rowVersions(rows: Rows, accountId: string): Promise<ReadonlySet<string>> {
  const tables = ['sale', 'reversal', 'network_daily_total', 'raw_page', 'quarantined_row'];
  const parts = tables.map(
    (table) =>
      `select '${table} ' || tableoid || ' ' || ctid || ' ' || xmin as version from ${table} where account_id = '${accountId}'`,
  );
  const found = await rows<{ version: string }>(parts.join(' union all '));
  return new Set(found.map(({ version }) => version));
}

/** A later reading begins later, so it is another page; and it may ask for totals of a day nobody has asked for yet. */
const MAY_COME = ['raw_page', 'network_daily_total'];

/** I9: no row was written again, and no sale, reversal or row of the quarantine came in. */
export function isUntouched(before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] {
  const gone = [...before].filter((version) => !after.has(version));
  const added = [...after].filter(
    (version) => !before.has(version) && !MAY_COME.some((table) => version.startsWith(table)),
  );
  return listed('I9 an idle replay wrote', [...gone, ...added]);
}

/** A few of the items, and how many more there are; nothing when there is none. */
export function listed(what: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  const more = items.length > SHOWN ? ` and ${items.length - SHOWN} more` : '';
  return [`${what}: ${items.slice(0, SHOWN).join('; ')}${more}`];
}

function keyOf({ id, isReversal }: Row): string {
  return `${isReversal ? 'reversal' : 'sale'} ${id}`;
}
