import type { CalendarDay, Currency, DecimalText, Reversal, Sale, SyncWindow } from '@tributary/domain';

/** Credential field name → value, exactly the fields the network's description asks for. */
export type Credentials = Readonly<Record<string, string>>;

/** One wire row together with whatever its mapping needs, so that it can be normalised again without asking the network. JSON-safe. */
export type RawRow = Readonly<Record<string, unknown>>;

/** One page as it was read. A gateway yields at least one page for a window, which may be without rows. */
export interface RawPage {
  readonly rows: readonly RawRow[];
  /** Where the page came from, without secrets, for the run log: `orders2/list page 3`. */
  readonly origin: string;
}

/** What a network states about one of its days in one currency. Kept for reconciliation and clicks, never turned into orders. */
export interface NetworkTotal {
  readonly day: CalendarDay;
  /** The zone whose calendar day it is, an IANA name. */
  readonly zone: string;
  readonly currency: Currency;
  readonly grossCommission: DecimalText | null;
  readonly voidedCommission: DecimalText | null;
  readonly netCommission: DecimalText | null;
  readonly conversions: number | null;
  /** Refunds, chargebacks and voids. */
  readonly reversals: number | null;
  readonly visits: number | null;
}

/** A day as the network states it by currency: what is not listed, it states as nothing. */
export interface NetworkDay extends Pick<NetworkTotal, 'day' | 'zone'> {
  readonly totals: readonly NetworkTotal[];
}

/** What one wire row means. All lists may be empty: a test order or a request that moved no money is nothing. */
export interface NormalizedRow {
  readonly sales: readonly Sale[];
  readonly reversals: readonly Reversal[];
  readonly dailyTotals: readonly NetworkTotal[];
  /**
   * Networks that change a row in place tell all reversals of its sales with every reading:
   * what was stored before and is not told any more was taken back (a won chargeback).
   */
  readonly reversalsAreComplete: boolean;
  /**
   * Set when the row tells that sales stored earlier as pending were never paid: their external order ids.
   * Storage removes those that are still pending.
   */
  readonly neverPaid: readonly string[];
  /**
   * Set when a notification told the row: it counts until a reading tells a sale of the same link key, which then
   * takes its place together with its reversals.
   */
  readonly isBooking?: boolean;
}

export interface CredentialCheck {
  /** In the network's words or ours, for the person who just typed the key: "2 nicknames, 31 orders yesterday". */
  readonly summary: string;
  /**
   * Identifies the network account behind the credentials, so that connecting it twice is recognised and refused.
   * Built from an account id where the network tells one, else from the key itself (it is stored hashed only).
   */
  readonly accountIdentity: string;
  /** A name for the account where the network tells one, for example the ClickBank nickname. */
  readonly suggestedLabel: string | null;
}

const NOTHING_STATED: AsyncIterable<NetworkDay> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
};

/** Reads one affiliate network. Throws only {@link NetworkError}. */
export abstract class NetworkGateway {
  /** Every page of `window`, to the end. Ends early only by throwing or when `signal` aborts. */
  abstract fetchSales(
    credentials: Credentials,
    window: SyncWindow,
    signal?: AbortSignal,
  ): AsyncIterable<RawPage>;
  /** Pure. @throws {UnexpectedResponse} with `retry: 'skip-row'` when the row cannot be read without guessing. */
  abstract normalizeSale(raw: RawRow): NormalizedRow;
  /**
   * Pure. Which sale or reversal a row tells of, by its ids alone: the external id that `normalizeSale` would give it.
   * Asked for rows that cannot be read, so that they make room once the same order is read well. Null when the ids do
   * not tell; never throws.
   */
  identifyRow(_raw: RawRow): string | null {
    return null;
  }
  /** One cheap call that proves the key reads sales. */
  abstract validateCredentials(credentials: Credentials, signal?: AbortSignal): Promise<CredentialCheck>;
  /**
   * What the network itself states about each of `days`, one answer a day, in that order. Only asked of networks whose
   * description says that they state totals per day; the others have nothing to add to {@link fetchSales}.
   */
  fetchTotals(
    _credentials: Credentials,
    _days: readonly CalendarDay[],
    _signal?: AbortSignal,
  ): AsyncIterable<NetworkDay> {
    return NOTHING_STATED;
  }
}
