import { addDays, type CalendarDay, dayInZone, type SyncWindow } from '@tributary/domain';
import {
  type CredentialCheck,
  type Credentials,
  CredentialsRejected,
  type NetworkDay,
  type NetworkError,
  NetworkGateway,
  type NormalizedRow,
  PermissionMissing,
  RateLimited,
  type RawPage,
  type RawRow,
  UnexpectedResponse,
} from '@tributary/ports';
import type { NetworkContext } from '../../kit/affiliate-network';
import { networkWords, quoted } from '../../kit/http/network-words';
import { redactor } from '../../kit/http/redaction';
import type { NetworkResponse } from '../../kit/network-http';
import { PageGuard } from '../../kit/paging';
import { readWire } from '../../kit/wire-schema';
import { countedDay } from './clickbank-totals.gateway';
import { identifyOrder, mapOrder } from './clickbank.mapper';
import { accountsSchema, ordersOf } from './clickbank.schema';

const NAME = 'ClickBank';
/** Nobody states in which zone a filter day begins; all its times are Pacific (facts 3, 9). */
const ZONE = 'America/Los_Angeles';
/** The longest range of one request series, in calendar days, both ends included (facts 3). */
const DAYS_A_SERIES = 31;
const PAGE_CAP = 500;
const MORE_PAGES = 206;
const FORBIDDEN = 403;
const SPENT_QUOTA = /quota|rate.?limit|request.?limit|exceeded|too many|throttl/i;
/** The quota is a day's, but another hour is the soonest anyone asks again. */
const QUOTA_PAUSE_MS = 3_600_000;
const REFUSAL_PAUSE_MS = 300_000;

interface Days {
  readonly first: CalendarDay;
  readonly last: CalendarDay;
}

interface Access {
  readonly credentials: Credentials;
  readonly signal: AbortSignal | undefined;
}

/** Reads `orders2/list`; the older `orders` resource has another shape (facts 1). */
export class ClickBankGateway extends NetworkGateway {
  constructor(private readonly context: NetworkContext<'api'>) {
    super();
  }

  override async *fetchSales(
    credentials: Credentials,
    window: SyncWindow,
    signal?: AbortSignal,
  ): AsyncIterable<RawPage> {
    const access: Access = { credentials, signal };
    let isKeyProven = false;
    for (const days of daysOf(window)) {
      for await (const page of this.readDays(days, access, isKeyProven)) {
        isKeyProven = true;
        yield page;
      }
    }
  }

  override normalizeSale(raw: RawRow): NormalizedRow {
    return mapOrder(raw);
  }

  override identifyRow(raw: RawRow): string | null {
    return identifyOrder(raw);
  }

  override async validateCredentials(
    credentials: Credentials,
    signal?: AbortSignal,
  ): Promise<CredentialCheck> {
    const response = await this.get('/quickstats/accounts', { credentials, signal });
    if (response.status === FORBIDDEN) throw this.refusal(response, credentials);
    const nicknames = readWire(accountsSchema, response.json(), NAME)?.accountData ?? [];
    const names = nicknames.map(({ nickName }) => nickName.toLowerCase()).sort();
    const [first] = names;
    if (first === undefined) {
      throw new PermissionMissing(
        'ClickBank knows the key, but it opens no account. Tick "Orders/Tickets API Read" for a nickname.',
      );
    }
    return {
      summary: `${names.length === 1 ? '1 nickname' : `${names.length} nicknames`}: ${names.join(', ')}`,
      accountIdentity: names.join(','),
      suggestedLabel: first,
    };
  }

  override async *fetchTotals(
    credentials: Credentials,
    days: readonly CalendarDay[],
    signal?: AbortSignal,
  ): AsyncIterable<NetworkDay> {
    const access: Access = { credentials, signal };
    const get = async (path: string) => {
      const response = await this.get(path, access);
      // The rows were read with this key a moment ago.
      if (response.status === FORBIDDEN) throw await this.explain(response, access, true);
      return response;
    };
    const role = roleOf(credentials);
    for (const day of days) yield await countedDay({ day, zone: ZONE, role }, get);
  }

  private async *readDays(days: Days, access: Access, isKeyProven: boolean): AsyncGenerator<RawPage> {
    const guard = new PageGuard(NAME, PAGE_CAP);
    let emptyInARow = 0;
    for (let number = 1; ; number += 1) {
      guard.next();
      const response = await this.get(listPath(days, access.credentials), access, number);
      if (response.status === FORBIDDEN)
        throw await this.explain(response, access, isKeyProven || number > 1);
      const rows = ordersOf(response.json());
      yield { rows, origin: `orders2/list ${days.first} to ${days.last} page ${number}` };
      // 206 is the only sign of more pages; a page that is not the last may be short (facts 4).
      if (response.status !== MORE_PAGES) return;
      emptyInARow = rows.length === 0 ? emptyInARow + 1 : 0;
      if (emptyInARow > 1) throw new UnexpectedResponse('ClickBank promised more pages and sent empty ones.');
    }
  }

  /** The page number travels in a header, not in the query (facts 4). */
  private get(path: string, access: Access, page?: number): Promise<NetworkResponse> {
    const apiKey = access.credentials.apiKey ?? '';
    return this.context.http.send({
      method: 'GET',
      url: new URL(`${this.context.endpoints.api}${path}`),
      headers: {
        // The raw key, without "Bearer" (facts 2).
        authorization: apiKey,
        // Without it the answer may be XML (facts 2).
        accept: 'application/json',
        ...(page !== undefined && { page: String(page) }),
      },
      secrets: secretsOf(apiKey),
      // Section 5: ten a second for an IP address, however many accounts and processes ask from it. Four leave room for
      // two workers, and for what a busy one sends late and all at once.
      pacing: { requestsPerSecond: 2, concurrency: 1, hostRequestsPerSecond: 4 },
      networkName: NAME,
      acceptStatus: [FORBIDDEN],
      ...(access.signal && { signal: access.signal }),
    });
  }

  /**
   * 403 stands for a wrong key and for a spent quota alike (facts 5). A key that worked a moment ago, or that still opens
   * the list of nicknames with the same permission, is not the reason.
   */
  private async explain(
    refused: NetworkResponse,
    access: Access,
    isKeyProven: boolean,
  ): Promise<NetworkError> {
    const error = this.refusal(refused, access.credentials);
    if (error instanceof RateLimited) return error;
    if (!isKeyProven) {
      const probe = await this.get('/quickstats/accounts', access);
      if (probe.status === FORBIDDEN) return this.refusal(probe, access.credentials);
    }
    return new RateLimited(
      `ClickBank refuses the orders although the key is good: its limits may be used up.${wordsOf(refused, access.credentials)}`,
      this.later(REFUSAL_PAUSE_MS),
    );
  }

  private refusal(response: NetworkResponse, credentials: Credentials): NetworkError {
    const words = wordsOf(response, credentials);
    if (SPENT_QUOTA.test(response.text)) {
      return new RateLimited(
        `ClickBank's daily number of requests is used up.${words}`,
        this.later(QUOTA_PAUSE_MS),
      );
    }
    return new CredentialsRejected(
      `ClickBank refused the key: it is wrong, inactive, or lacks "Orders/Tickets API Read".${words}`,
    );
  }

  private later(milliseconds: number): Date {
    return new Date(this.context.clock.now().getTime() + milliseconds);
  }
}

/** Whole Pacific days that touch the window. Rows outside it are read again, which changes nothing. */
export function daysOf(window: SyncWindow): Days[] {
  const last = dayInZone(new Date(Math.max(window.from.getTime(), window.to.getTime() - 1)), ZONE);
  const series: Days[] = [];
  for (let first = dayInZone(window.from, ZONE); first <= last; first = addDays(first, DAYS_A_SERIES)) {
    const end = addDays(first, DAYS_A_SERIES - 1);
    series.push({ first, last: end < last ? end : last });
  }
  return series;
}

/** Without dates ClickBank silently answers for yesterday and today only (facts 13). */
function listPath({ first, last }: Days, credentials: Credentials): string {
  const role = roleOf(credentials);
  const query = new URLSearchParams({ startDate: first, endDate: last, ...(role !== null && { role }) });
  return `/orders2/list?${query.toString()}`;
}

/** Null for both roles, which is what ClickBank answers when none is named (facts 3). */
function roleOf({ role = 'both' }: Credentials): string | null {
  return role === 'both' ? null : role.toUpperCase();
}

function wordsOf(response: NetworkResponse, credentials: Credentials): string {
  return quoted(networkWords(response.text, redactor(secretsOf(credentials.apiKey ?? ''))));
}

/** The pair of developer and clerk key holds two secrets. */
function secretsOf(apiKey: string): string[] {
  return [apiKey, ...apiKey.split(':')];
}
