import type { ProblemDetails } from '@tributary/api-contract';
import type { RefusalCode } from '@tributary/application';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** The one place where an error code becomes an HTTP status. */
const STATUS: Readonly<Record<RefusalCode, number>> = {
  'not-found': 404,
  'sign-in-failed': 401,
  'sign-in-expired': 401,
  'two-factor-required': 403,
  'session-ended': 401,
  'invalid-input': 400,
  'unknown-network': 400,
  'key-refused': 422,
  'network-not-answering': 503,
  'already-connected': 409,
  forbidden: 403,
  'signature-refused': 401,
  'too-many-requests': 429,
  'too-large': 413,
  'unreadable-file': 422,
  'not-possible-now': 409,
};

const TITLES: Readonly<Record<RefusalCode, string>> = {
  'not-found': 'Not found',
  'sign-in-failed': 'Sign-in failed',
  'sign-in-expired': 'Sign-in took too long',
  'two-factor-required': 'Two-factor sign-in required',
  'session-ended': 'Signed out',
  'invalid-input': 'Input not accepted',
  'unknown-network': 'Unknown network',
  'key-refused': 'Key refused',
  'network-not-answering': 'Network not answering',
  'already-connected': 'Already connected',
  forbidden: 'Not allowed',
  'signature-refused': 'Signature refused',
  'too-many-requests': 'Too many requests',
  'too-large': 'Too large',
  'unreadable-file': 'File not readable',
  'not-possible-now': 'Not possible now',
};

export interface ProblemSource {
  readonly code: RefusalCode;
  readonly message: string;
  readonly fields: NonNullable<ProblemDetails['errors']>;
}

/** RFC 9457 problem details of a refusal. */
export function problemOf(source: ProblemSource, instance: string): ProblemDetails {
  return {
    type: `urn:tributary:problem:${source.code}`,
    title: TITLES[source.code],
    status: STATUS[source.code],
    detail: source.message,
    instance,
    ...(source.fields.length > 0 && { errors: source.fields }),
  };
}
