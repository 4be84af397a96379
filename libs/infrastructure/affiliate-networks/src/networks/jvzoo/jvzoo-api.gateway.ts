import {
  CredentialsRejected,
  type NetworkError,
  NetworkUnavailable,
  RateLimited,
  UnexpectedResponse,
} from '@tributary/ports';
import type { NetworkContext } from '../../kit/affiliate-network';
import { networkWords, quoted } from '../../kit/http/network-words';
import { redactor } from '../../kit/http/redaction';
import type { NetworkResponse, Pacing } from '../../kit/network-http';
import { readWire } from '../../kit/wire-schema';
import { type Envelope, envelopeSchema, resultsSchema, type WireRow } from './jvzoo.schema';

/** Nobody has published a limit. */
const PACING: Pacing = { requestsPerSecond: 1, concurrency: 1 };
/** Wait for a limit that is told in the body only, without Retry-After. */
const IN_BODY_LIMIT_MS = 60_000;

/** One key for the length of one call. */
export interface JvzooAccess {
  readonly apiKey: string;
  readonly signal?: AbortSignal;
}

export type JvzooAnswer =
  | { readonly kind: 'page'; readonly meta: Envelope['meta']; readonly rows: readonly WireRow[] }
  /** 400 or 404, over HTTP or inside the body: the cursor or the version is not known there. */
  | { readonly kind: 'not-there' };

/** JVZoo's envelope over HTTP. A page is returned only when the HTTP status and the status in the body agree on success. */
export class JvzooApi {
  constructor(private readonly context: NetworkContext<'api'>) {}

  /** @throws {NetworkError} for every answer that is neither a page nor "not there". */
  async get(path: string, access: JvzooAccess): Promise<JvzooAnswer> {
    const response = await this.context.http.send({
      method: 'GET',
      url: new URL(`${this.context.endpoints.api}${path}`),
      // Basic with the key as user name and the letter x as password.
      headers: { authorization: `Basic ${basicOf(access.apiKey)}` },
      secrets: [access.apiKey, basicOf(access.apiKey)],
      pacing: PACING,
      networkName: 'JVZoo',
      acceptStatus: [400, 404],
      classify: ({ status }) => (status === 403 ? refusedKey('HTTP 403') : null),
      ...(access.signal && { signal: access.signal }),
    });
    if (response.status >= 400) return { kind: 'not-there' };
    return this.open(response, access);
  }

  private open(response: NetworkResponse, access: JvzooAccess): JvzooAnswer {
    const body = response.json();
    const { meta } = readWire(envelopeSchema, body, 'JVZoo');
    const code = failureCode(meta.status);
    if (code === null) return { kind: 'page', meta, rows: readWire(resultsSchema, body, 'JVZoo').results };
    if (code === 400 || code === 404) return { kind: 'not-there' };
    const words = quoted(networkWords(JSON.stringify(meta.status), redactor([access.apiKey])));
    throw this.errorOf(code, words);
  }

  /** Failures can come with HTTP 200: v2.0 repeats an HTTP status in the body, v3.0 has codes of 4000 and more. */
  private errorOf(code: number, words: string): NetworkError {
    if (isKeyRefusal(code, words)) return refusedKey(`code ${code}`, words);
    if (code === 429) {
      const retryAt = new Date(this.context.clock.now().getTime() + IN_BODY_LIMIT_MS);
      return new RateLimited(`JVZoo asks for fewer requests (code ${code}).${words}`, retryAt);
    }
    if ((code >= 500 && code < 600) || code >= 5000)
      return new NetworkUnavailable(`JVZoo has a fault (code ${code}).${words}`);
    return new UnexpectedResponse(`JVZoo answered with an error (code ${code}).${words}`, {
      field: 'meta.status',
    });
  }
}

/** Null for success. */
function failureCode(status: Envelope['meta']['status']): number | null {
  const { http_status_code: http, code } = status;
  if (isNumber(http) && http !== 200) return http;
  return isNumber(code) && code >= 4000 ? code : null;
}

function isNumber(value: number | null | undefined): value is number {
  return value !== null && value !== undefined;
}

/** Which v3.0 codes mean a bad key is not published: an assumption that they follow HTTP, or say so in words. */
function isKeyRefusal(code: number, words: string): boolean {
  const isHttpLike = code === 401 || code === 403;
  const isExtended = (code >= 4010 && code < 4020) || (code >= 4030 && code < 4040);
  const saysSo = code >= 4000 && /api key|unauthori[sz]ed|authenticat|credential/i.test(words);
  return isHttpLike || isExtended || saysSo;
}

function refusedKey(code: string, words = ''): CredentialsRejected {
  return new CredentialsRejected(`JVZoo refused the API key (${code}).${words}`);
}

function basicOf(apiKey: string): string {
  return Buffer.from(`${apiKey}:x`).toString('base64');
}
