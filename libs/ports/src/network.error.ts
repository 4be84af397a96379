import type { SyncErrorKind } from '@tributary/domain';

/** What the caller may do about an error. It decides by this and by the class, never by text. */
export type Retry = 'never' | 'later' | 'skip-row';

interface Details {
  readonly cause?: unknown;
}

/**
 * The only error an affiliate network adapter throws. The message is written for a person and redacted:
 * it never holds a credential, a URL with a query string, or a customer's data.
 */
export abstract class NetworkError extends Error {
  abstract readonly kind: SyncErrorKind;
  abstract readonly retry: Retry;

  constructor(message: string, details: Details = {}) {
    super(message, details);
    this.name = new.target.name;
  }
}

/** The network refused the key itself. Only a person can help. */
export class CredentialsRejected extends NetworkError {
  readonly kind = 'credentials-rejected';
  readonly retry = 'never';
}

/** The key is good but may not read sales. */
export class PermissionMissing extends NetworkError {
  readonly kind = 'permission-missing';
  readonly retry = 'never';
}

/** The network asked to come back later. */
export class RateLimited extends NetworkError {
  readonly kind = 'rate-limited';
  readonly retry = 'later';

  constructor(
    message: string,
    /** When the network allows the next call. */
    readonly retryAt: Date,
    details: Details = {},
  ) {
    super(message, details);
  }
}

/** No usable answer: 5xx, time-out, reset, DNS. */
export class NetworkUnavailable extends NetworkError {
  readonly kind = 'network-unavailable';
  readonly retry = 'later';
}

/**
 * An answer that does not have the documented shape: HTML, an error object with status 200, a missing field.
 * Never read as "no sales". Thrown by `normalizeSale` it concerns one row only, which goes to quarantine.
 */
export class UnexpectedResponse extends NetworkError {
  readonly kind = 'unexpected-response';

  constructor(
    message: string,
    readonly where: {
      /** Path of the field that is missing or wrong, for example `purchase.price.value`. */
      readonly field?: string;
      /** The keys that were there instead. Keys only, never values. */
      readonly keysSeen?: readonly string[];
      readonly retry?: Retry;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, where.cause === undefined ? {} : { cause: where.cause });
  }

  get retry(): Retry {
    return this.where.retry ?? 'later';
  }
}
