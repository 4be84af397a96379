import { createHash } from 'node:crypto';
import { CredentialsRejected, type NetworkError, NetworkUnavailable } from '@tributary/ports';
import type { NetworkContext } from '../../kit/affiliate-network';
import { networkWords, quoted } from '../../kit/http/network-words';
import { redactor } from '../../kit/http/redaction';
import type { NetworkRequest, NetworkResponse } from '../../kit/network-http';
import { readWire } from '../../kit/wire-schema';
import { oauthErrorOf, tokenSchema } from './hotmart.schema';

/** Clients ask for a new token this long before the old one ends. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** When the answer does not tell how long the token lives. */
const UNSTATED_LIFETIME_S = 15 * 60;
/** More than that many accounts in one process: the oldest tokens are asked for again. */
const KEPT_TOKENS = 2_000;

export interface HotmartKey {
  readonly clientId: string;
  readonly clientSecret: string;
}

interface HeldToken {
  readonly value: string;
  readonly renewAt: number;
}

/** Access tokens by credential, in memory only. Many callers that need a new one at once share a single request. */
export class HotmartTokens {
  private readonly held = new Map<string, HeldToken>();
  private readonly underWay = new Map<string, Promise<string>>();

  constructor(
    private readonly context: NetworkContext<'token'>,
    private readonly pacing: NetworkRequest['pacing'],
  ) {}

  /**
   * @throws {CredentialsRejected} when Hotmart refuses the credential itself.
   * @throws {NetworkUnavailable} when the token host has an outage: that disables nobody.
   */
  async get(key: HotmartKey, signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    const name = nameOf(key);
    const token = this.held.get(name);
    if (token && token.renewAt > this.context.clock.now().getTime()) return token.value;
    const request = this.underWay.get(name) ?? this.begin(key, name);
    return signal ? unlessAborted(request, signal) : request;
  }

  /** Forgets a token that was refused, unless somebody has already replaced it. */
  discard(key: HotmartKey, refused: string): void {
    const name = nameOf(key);
    if (this.held.get(name)?.value === refused) this.held.delete(name);
  }

  /** Takes no abort signal: other callers may be waiting for the same token. */
  private begin(key: HotmartKey, name: string): Promise<string> {
    const request = this.request(key, name).finally(() => this.underWay.delete(name));
    this.underWay.set(name, request);
    return request;
  }

  private async request(key: HotmartKey, name: string): Promise<string> {
    const response = await this.context.http.send(this.tokenRequest(key));
    const answer = readWire(tokenSchema, response.json(), 'Hotmart');
    const lifetime = (answer.expires_in ?? UNSTATED_LIFETIME_S) * 1000;
    const renewAt = this.context.clock.now().getTime() + Math.max(lifetime - RENEW_BEFORE_MS, lifetime / 2);
    this.keep(name, { value: answer.access_token, renewAt });
    return answer.access_token;
  }

  /** The Basic header keeps the secret out of URLs and proxy logs. */
  private tokenRequest({ clientId, clientSecret }: HotmartKey): NetworkRequest {
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const secrets = [clientSecret, basic];
    const url = new URL(this.context.endpoints.token);
    url.searchParams.set('grant_type', 'client_credentials');
    return {
      method: 'POST',
      url,
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
      secrets,
      pacing: this.pacing,
      networkName: 'Hotmart',
      classify: (response) => tokenRefusal(response, secrets),
    };
  }

  private keep(name: string, token: HeldToken): void {
    const [oldest] = this.held.keys();
    if (oldest !== undefined && this.held.size >= KEPT_TOKENS) this.held.delete(oldest);
    this.held.set(name, token);
  }
}

/** Wrong credentials are 401; OAuth also allows 400 with `invalid_client`. A firewall's 403 page is an outage. */
function tokenRefusal(response: NetworkResponse, secrets: readonly string[]): NetworkError | null {
  const error = oauthErrorOf(response.text);
  const isClientRefused = error === 'invalid_client' || error === 'unauthorized_client';
  const words = quoted(networkWords(response.text, redactor(secrets)));
  if (response.status === 401 || isClientRefused) {
    return new CredentialsRejected(
      `Hotmart refused the client ID and secret (HTTP ${response.status}). Check both, and that the credential still exists under Tools, Developer credentials.${words}`,
    );
  }
  if (response.status < 500 && response.status !== 429) {
    return new NetworkUnavailable(`Hotmart hands out no access token (HTTP ${response.status}).${words}`);
  }
  return null;
}

/** Stops waiting when the caller is told to stop; the request itself goes on. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const stop = () => {
    aborted.reject(signal.reason as Error);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function nameOf({ clientId, clientSecret }: HotmartKey): string {
  return createHash('sha256').update(clientId).update('\0').update(clientSecret).digest('base64');
}
