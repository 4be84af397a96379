import type { SyncWindow } from '@tributary/domain';
import {
  CredentialsRejected,
  type NetworkError,
  NetworkUnavailable,
  PermissionMissing,
  RateLimited,
} from '@tributary/ports';
import type { NetworkContext } from '../../kit/affiliate-network';
import type { NetworkResponse, Pacing } from '../../kit/network-http';
import { type HotmartKey, HotmartTokens } from './hotmart-token.gateway';

export type HotmartEndpoint = 'api' | 'token' | 'sandbox';

/** 240 a minute of the 500 that are allowed, in case the limit counts the account's other tools. */
const PACING: Pacing = { requestsPerSecond: 4, concurrency: 2 };

export interface HotmartAccess extends HotmartKey {
  readonly role: string;
  readonly environment: 'production' | 'sandbox';
  readonly signal?: AbortSignal;
}

export interface SalesQuery {
  readonly resource: 'history' | 'commissions' | 'summary';
  readonly window: SyncWindow;
  readonly statuses: readonly string[];
  readonly maxResults: number;
  readonly pageToken: string | null;
}

/** Hotmart gives up on a question that takes it longer than 30 seconds, with 502: the window is too wide. */
export class HotmartTooSlow extends NetworkUnavailable {}

/** One authorised GET at Hotmart's sales API. */
export class HotmartApi {
  private readonly tokens: HotmartTokens;

  constructor(private readonly context: NetworkContext<HotmartEndpoint>) {
    this.tokens = new HotmartTokens(context, PACING);
  }

  /**
   * A token that ended in mid-run is replaced once.
   * @returns status 2xx, or 400 for a filter value or page token Hotmart does not take.
   * @throws {CredentialsRejected} when a fresh token is refused as well.
   */
  async ask(query: SalesQuery, access: HotmartAccess): Promise<NetworkResponse> {
    const token = await this.tokens.get(access, access.signal);
    const answer = await this.send(query, access, token);
    if (answer.status !== 401) return answer;
    this.tokens.discard(access, token);
    const fresh = await this.tokens.get(access, access.signal);
    const second = await this.send(query, access, fresh);
    if (second.status !== 401) return second;
    this.tokens.discard(access, fresh);
    throw new CredentialsRejected(
      'Hotmart refused an access token it had just handed out (HTTP 401). Usually the credential belongs to the other environment: production or sandbox.',
    );
  }

  private send(query: SalesQuery, access: HotmartAccess, token: string): Promise<NetworkResponse> {
    const host = this.context.endpoints[access.environment === 'sandbox' ? 'sandbox' : 'api'];
    return this.context.http.send({
      method: 'GET',
      url: urlOf(`${host}/payments/api/v1/sales/${query.resource}`, query, access.role),
      // The content type is wanted even on GET.
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      secrets: [access.clientSecret, token],
      pacing: PACING,
      networkName: 'Hotmart',
      acceptStatus: [400, 401],
      classify: (response) => this.errorOf(response),
      ...(access.signal && { signal: access.signal }),
    });
  }

  private errorOf(response: NetworkResponse): NetworkError | null {
    if (response.status === 403) {
      return new PermissionMissing(
        'The Hotmart credential is good but may not read sales (HTTP 403). Create it with the login of the account owner.',
      );
    }
    if (response.status === 502) {
      return new HotmartTooSlow('Hotmart took too long over the question (HTTP 502).');
    }
    return response.status === 429 ? this.rateLimited(response) : null;
  }

  /** `RateLimit-Reset` counts the seconds to the next call. Null without it: then Retry-After counts. */
  private rateLimited(response: NetworkResponse): RateLimited | null {
    const seconds = Number.parseFloat(response.headers['ratelimit-reset'] ?? '');
    if (!(seconds >= 0)) return null;
    const retryAt = new Date(this.context.clock.now().getTime() + seconds * 1000);
    return new RateLimited('Hotmart asks for fewer requests (HTTP 429).', retryAt);
  }
}

/**
 * Bounds are sent as they are: whether they are inclusive is not known, a sale on the border read twice is
 * stored once. Statuses are one repeated parameter, a comma list is not relied on.
 */
function urlOf(address: string, query: SalesQuery, role: string): URL {
  const url = new URL(address);
  url.searchParams.set('start_date', String(query.window.from.getTime()));
  url.searchParams.set('end_date', String(query.window.to.getTime()));
  // The summary is not documented to take a role.
  if (query.resource !== 'summary') url.searchParams.set('commission_as', role);
  url.searchParams.set('max_results', String(query.maxResults));
  for (const status of query.statuses) url.searchParams.append('transaction_status', status);
  if (query.pageToken !== null) url.searchParams.set('page_token', query.pageToken);
  return url;
}
