import type { Reversal, Sale, SyncWindow } from '@tributary/domain';
import type { NetworkDescription } from '../network-catalog';
import type {
  Credentials,
  NetworkGateway,
  NetworkTotal,
  NormalizedRow,
  RawPage,
  RawRow,
} from '../network-gateway';
import { UnexpectedResponse } from '../network.error';

export type NetworkFault =
  /** Every request is answered as the network answers a wrong key. */
  | 'refused-key'
  /** 200 with a maintenance page. */
  | 'html-page'
  /** All pages come but the last one, which answers 500 for good. */
  | 'last-page-fails'
  /** 429 with a Retry-After of some minutes. */
  | 'too-many-requests'
  /** 500 for good. */
  | 'server-errors'
  /** Takes the request and never answers. */
  | 'silence';

export interface NetworkReplay {
  readonly gateway: NetworkGateway;
  stop(): Promise<void>;
}

/** A recorded network: what it answers, and what that means. */
export interface NetworkGatewayHarness {
  readonly description: NetworkDescription;
  readonly credentials: Credentials;
  readonly window: SyncWindow;
  readonly expected: {
    readonly sales: readonly Sale[];
    readonly reversals: readonly Reversal[];
    readonly dailyTotals: readonly NetworkTotal[];
    readonly rejectedRows: number;
    /** Link keys of recorded reversals whose sale is not in the recording. */
    readonly orphanLinkKeys: readonly string[];
    /** A part of what the network says about a wrong key. */
    readonly refusalWords: string;
  };
  start(fault: NetworkFault | null): Promise<NetworkReplay>;
}

export interface Reading {
  readonly pages: readonly RawPage[];
  /** Sorted by id, one of each: what storage would hold. */
  readonly sales: readonly Sale[];
  readonly reversals: readonly Reversal[];
  readonly dailyTotals: readonly NetworkTotal[];
  /** Ids that one and the same row gave twice: the second would overwrite the first. */
  readonly collidingIds: readonly string[];
  readonly rejected: readonly RawRow[];
}

/** Reads the whole window and normalises each row, as the sync does. */
export async function readAll(
  gateway: NetworkGateway,
  harness: NetworkGatewayHarness,
  through: (raw: RawRow) => RawRow = (raw) => raw,
): Promise<Reading> {
  const pages: RawPage[] = [];
  for await (const page of gateway.fetchSales(harness.credentials, harness.window)) pages.push(page);
  const raws = pages.flatMap((page) => page.rows);
  const read = raws.map((raw) => ({ raw, row: normalized(gateway, through(raw)) }));
  const rows = read.flatMap(({ row }) => row ?? []);
  return {
    pages,
    ...meaningOf(rows),
    collidingIds: rows.flatMap((row) => [
      ...repeated(row.sales.map((sale) => sale.externalOrderId)),
      ...repeated(row.reversals.map((one) => one.externalReversalId)),
    ]),
    rejected: read.filter(({ row }) => row === null).map(({ raw }) => raw),
  };
}

function meaningOf(rows: readonly NormalizedRow[]): Pick<Reading, 'sales' | 'reversals' | 'dailyTotals'> {
  return {
    sales: newestByKey(
      rows.flatMap((row) => row.sales),
      (sale) => sale.externalOrderId,
    ),
    reversals: newestByKey(
      rows.flatMap((row) => row.reversals),
      (one) => one.externalReversalId,
    ),
    dailyTotals: newestByKey(
      rows.flatMap((row) => row.dailyTotals),
      (total) => `${total.day} ${total.currency}`,
    ),
  };
}

function normalized(gateway: NetworkGateway, raw: RawRow): NormalizedRow | null {
  try {
    return gateway.normalizeSale(raw);
  } catch (error) {
    if (error instanceof UnexpectedResponse && error.retry === 'skip-row') return null;
    throw error;
  }
}

function newestByKey<T>(list: readonly T[], keyOf: (one: T) => string): T[] {
  const byKey = new Map(list.map((one) => [keyOf(one), one]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}

/** What `run` throws, or undefined when it does not. */
export async function failureOf(run: () => unknown): Promise<unknown> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Names of the secret credential fields whose value appears, in any spelling, anywhere in `thing` or its causes. */
export function secretsIn(thing: unknown, harness: NetworkGatewayHarness): string[] {
  const text = textOf(thing).toLowerCase();
  const fields = harness.description.credentialFields.filter((field) => field.secret);
  return fields
    .filter(({ name }) => spellings(harness.credentials[name] ?? '').some((one) => text.includes(one)))
    .map(({ name }) => name);
}

function spellings(secret: string): string[] {
  if (secret === '') return [];
  return [secret, encodeURIComponent(secret), btoa(secret).replace(/=+$/, '')].map((one) =>
    one.toLowerCase(),
  );
}

function textOf(thing: unknown): string {
  if (!(thing instanceof Error)) return JSON.stringify(thing ?? null);
  const own = JSON.stringify(thing, Object.getOwnPropertyNames(thing));
  return [thing.message, thing.stack, own, thing.cause === undefined ? '' : textOf(thing.cause)].join('\n');
}
