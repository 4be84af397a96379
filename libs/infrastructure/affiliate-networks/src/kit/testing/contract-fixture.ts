import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reversal, Sale } from '@tributary/domain';
import type { Credentials, NetworkTotal } from '@tributary/ports';

/** What must agree; everything else about a request is free. A null means: must be absent. */
export interface RecordedRequest {
  readonly method: 'GET' | 'POST';
  /** The whole path as at the network's production host: `/rest/1.3/orders2/list`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | null>>;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly form?: Readonly<Record<string, string | null>>;
}

export interface RecordedResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is, anything else as JSON (`null` too). Left out: an empty body. */
  readonly body?: unknown;
}

export interface RecordedExchange {
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
  /** How often it answers before the next exchange that fits has its turn; for ever when left out. */
  readonly times?: number;
  /** A token request: faults leave it alone, but for the refused key. */
  readonly signIn?: boolean;
}

/** `fixtures/contract.json` of a network: invented data in the network's own format. Instants are ISO texts. */
export interface ContractFixture {
  readonly credentials: Credentials;
  readonly window: { readonly from: string; readonly to: string };
  /** At least two pages; the last one that is no `signIn` is the one that fails in the fault `last-page-fails`. */
  readonly exchanges: readonly RecordedExchange[];
  /** Used by validateCredentials besides `exchanges`. */
  readonly check: readonly RecordedExchange[];
  /** What the network answers to every request with a wrong key, and a part of its words that must reach the person. */
  readonly refused: RecordedResponse & { readonly words?: string };
  readonly expected: {
    readonly sales: readonly Dated<Sale, 'saleDate'>[];
    readonly reversals: readonly Dated<Reversal, 'reversedAt'>[];
    readonly dailyTotals?: readonly NetworkTotal[];
    readonly rejectedRows: number;
    /** Link keys of reversals whose sale is not recorded. */
    readonly orphanLinkKeys?: readonly string[];
  };
}

type Dated<T, Key extends keyof T> = Omit<T, Key> & { readonly [K in Key]: string | Extract<T[K], null> };

/** @throws Error when the folder has no `fixtures/contract.json`. */
export function readContractFixture(networkFolder: string): ContractFixture {
  const file = join(networkFolder, 'fixtures', 'contract.json');
  return JSON.parse(readFileSync(file, 'utf8')) as ContractFixture;
}
