import type { NetworkId } from '@tributary/network-simulator';
import type { Bench, LoggedRequest } from './bench';
import type { RunState } from './runs';
import { storedRows, wrongStatuses } from './stored';
import { type Told, toldRows } from './truth';

const SHOWN = 3;

/** I1 and I2: what is stored is what the network tells since the first day to read; nothing less, nothing twice. */
export async function truthHolds(bench: Bench, account: RunState): Promise<readonly string[]> {
  const { told, stored, isCovered } = await bothSides(bench, account);
  const toldById = new Map(told.map((row) => [keyOf(row), row]));
  const storedById = new Map(stored.map((row) => [keyOf(row), row]));
  const wanted = told.filter(isCovered);
  const missing = wanted.filter((row) => !storedById.has(keyOf(row)));
  const invented = stored.filter((row) => !toldById.has(keyOf(row)));
  const different = wanted.filter((row) => (storedById.get(keyOf(row))?.text ?? row.text) !== row.text);
  const shown = (row: Told) => `${row.id} (${row.text})`;
  const compared = (row: Told) =>
    `${row.id}: stored ${storedById.get(keyOf(row))?.text ?? 'nothing'}, true ${row.text}`;
  return [
    ...listed('I1 missing', missing.map(shown)),
    ...listed('I2 stored but not true', invented.map(shown)),
    ...listed('I1 different', different.map(compared)),
    ...listed('I1 status', await wrongStatuses(bench.installation, account.accountId)),
    ...(wanted.length === 0 ? ['I1 cannot be checked: the network tells nothing'] : []),
  ];
}

/** I5: everything older than the checkpoint is stored, but for rows in quarantine. */
export async function checkpointHolds(bench: Bench, account: RunState): Promise<readonly string[]> {
  if (account.checkpoint === null) return [];
  const { told, stored, isCovered } = await bothSides(bench, account);
  const known = new Set(stored.map(keyOf));
  const checkpoint = Date.parse(account.checkpoint);
  const passed = told.filter((row) => isCovered(row) && Date.parse(row.listedAt) < checkpoint);
  const missing = passed.filter((row) => !known.has(keyOf(row)));
  if (missing.length <= account.quarantined) return [];
  return listed(
    `I5 the checkpoint ${account.checkpoint} passed`,
    missing.map(({ id }) => id),
  );
}

interface BothSides {
  readonly told: readonly Told[];
  readonly stored: readonly Told[];
  /** Whether the network still lists it, and the account reads so far back. */
  readonly isCovered: (row: Told) => boolean;
}

async function bothSides(bench: Bench, account: RunState): Promise<BothSides> {
  const network = account.network as NetworkId;
  const truth = bench.installation.simulator.groundTruth(network, account.label);
  const since = Math.max(
    Date.parse(truth.reachableFrom ?? account.backfillFrom),
    Date.parse(account.backfillFrom),
  );
  return {
    told: toldRows(network, truth),
    stored: await storedRows(bench.installation, account.accountId),
    isCovered: ({ listedAt }) => Date.parse(listedAt) >= since,
  };
}

function keyOf({ id, isReversal }: Told): string {
  return `${isReversal ? 'reversal' : 'sale'} ${id}`;
}

function listed(what: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  const more = items.length > SHOWN ? ` and ${items.length - SHOWN} more` : '';
  return [`${what}: ${items.slice(0, SHOWN).join('; ')}${more}`];
}

/** How a network says "too many": ClickBank has no status of its own for it. */
const isTooMany = ({ network, status }: LoggedRequest) =>
  status === 429 || (network === 'clickbank' && status === 403);

/** I6: no network ever had to say "too many" of its own accord. */
export async function limitsHold(bench: Bench, account: RunState): Promise<readonly string[]> {
  const own = (await bench.requests()).filter((request) => request.account === account.label);
  const refused = own.filter((request) => request.fault === null && isTooMany(request));
  return listed(
    'I6 over the limit',
    refused.map(({ path }) => path),
  );
}

/** I7: an account that was not read says so. */
export async function isHonest(bench: Bench, account: RunState): Promise<readonly string[]> {
  const seen = (await bench.healths()).get(account.label);
  if (!seen) return ['I7 the account is not shown'];
  if (account.outcome === 'ok' && seen.failure !== null) return [`I7 shows ${seen.failure} after a good run`];
  if (account.outcome !== 'ok' && seen.failure === null)
    return [`I7 hides that the run ended ${String(account.outcome)}`];
  return [];
}

/** Every row version of an account: a row that is written again, even with the same values, gets another one. */
export async function rowVersions(bench: Bench, accountId: string): Promise<ReadonlySet<string>> {
  const tables = ['sale', 'reversal', 'network_daily_total', 'raw_page', 'quarantined_row'];
  const parts = tables.map(
    (table) =>
      `select '${table} ' || tableoid || ' ' || ctid || ' ' || xmin as version from ${table} where account_id = '${accountId}'`,
  );
  const rows = await bench.installation.rows<{ version: string }>(parts.join(' union all '));
  return new Set(rows.map(({ version }) => version));
}

/** I9: nothing was written; but for raw pages, because a later reading begins later and is another page. */
export function isUntouched(before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] {
  const gone = [...before].filter((version) => !after.has(version));
  const added = [...after].filter((version) => !before.has(version) && !version.startsWith('raw_page'));
  return listed('I9 an idle replay wrote', [...gone, ...added]);
}
