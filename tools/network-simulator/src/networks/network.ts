import { type WireReply, type WireRequest } from '../http/wire';
import { type World } from '../world/world';
import { type TruthEntry } from '../world/truth';
import { type NetworkId } from '../accounts';
import { type Notices } from '../notify/notice';

/** An account that exists at a network. */
export interface Account {
  readonly network: NetworkId;
  readonly label: string;
  readonly credentials: Readonly<Record<string, string>>;
  /** A number of its own, from which ids, nicknames and tokens are derived. */
  readonly seed: number;
  readonly world: World;
}

/** What a network needs to answer one request of an account it knows. */
export interface Exchange {
  readonly request: WireRequest;
  readonly account: Account;
  /** The network's present, epoch milliseconds. */
  readonly now: number;
  /** Rows a page has at most: the network's own size, unless the simulator was told a smaller one. */
  readonly pageSize: (usual: number) => number;
  /** Everything a listing holds when one of its pages is asked for: with a fault, it has moved since page 1. */
  readonly listed: <Row>(page: number, rows: readonly Row[]) => readonly Row[];
  /** Passes the rows of a listing through the faults that concern rows. `page` counts from 1. */
  readonly page: <Row extends object>(page: number, rows: readonly Row[]) => readonly Row[];
}

/** Where a row of a network carries an amount and a date, for the fault that spoils them. */
export interface SpoiltField {
  readonly path: string;
  readonly value: string;
}

/** One network's wire format. */
export interface Network {
  readonly id: NetworkId;
  readonly prefix: string;
  /** The account the request's credentials belong to; undefined when the network would not know them. */
  identify(request: WireRequest, accounts: readonly Account[]): Account | undefined;
  /** Resources that need no credentials; undefined when the path is none. */
  open?(request: WireRequest, context: { accounts: readonly Account[]; now: number }): WireReply | undefined;
  answer(exchange: Exchange): WireReply;
  /** The network's own way to refuse credentials. */
  refuse(request: WireRequest): WireReply;
  /** The network's own way to report an error of its own with status 200. */
  fail(request: WireRequest): WireReply;
  /** The network's own way to say "too fast" or "quota spent". */
  throttle(request: WireRequest): WireReply;
  readonly spoilt: SpoiltField;
  /** Everything the network has told or would tell about the account by `now`. */
  truth(account: Account, now: number): Iterable<TruthEntry>;
  /** Postbacks, IPNs and webhooks. */
  readonly notices: Notices;
  /** Sales before this instant cannot be read any more; undefined where the network keeps everything. */
  reachableFrom?(now: number): number;
}
