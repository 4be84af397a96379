import type { NetworkError } from '@tributary/ports';

/** How gently a network is asked. */
export interface Pacing {
  /** At most this many requests a second for one credential. */
  readonly requestsPerSecond: number;
  /** At most this many requests in flight for one credential. */
  readonly concurrency: number;
  /** At most this many requests a second for all credentials at one host, where the network limits by address. */
  readonly hostRequestsPerSecond?: number;
}

export interface NetworkRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as application/x-www-form-urlencoded. */
  readonly form?: Readonly<Record<string, string>>;
  /** Everything that must never appear in an error or a log: the key, the token, the secret. The first one paces the credential. */
  readonly secrets: readonly string[];
  readonly pacing: Pacing;
  /** For errors: "ClickBank". */
  readonly networkName: string;
  /** Statuses to hand back instead of throwing, besides 2xx (ClickBank's 403 stands for five causes). */
  readonly acceptStatus?: readonly number[];
  /**
   * Looks at an answer with a non-2xx status (body already read) before the default mapping does.
   * Returns the error to throw, or null for the default mapping.
   */
  readonly classify?: (response: NetworkResponse) => NetworkError | null;
  readonly signal?: AbortSignal;
}

export interface NetworkResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /**
   * The body as JSON. An empty body is null.
   * @throws {UnexpectedResponse} when it is not JSON, for example an HTML login or maintenance page.
   */
  json(): unknown;
}

/** The one way to the networks: paced, retried, deadlined, capped, redacted. Never follows redirects. */
export interface NetworkHttp {
  /** @throws {NetworkError} a subclass, redacted. */
  send(request: NetworkRequest): Promise<NetworkResponse>;
}
