import type { ProblemDetails } from '@tributary/api-contract';
import { STATUS_CODES } from 'node:http';

type Words = Pick<ProblemDetails, 'type' | 'title' | 'detail'>;

const NOT_FOUND = problem('not-found', 'Not found', 'There is nothing at this address.');
/** What the framework and the body parser refuse before a use case is asked, in words of our own: theirs may repeat the input. */
const WORDS: Readonly<Record<number, Words>> = {
  400: problem('malformed-request', 'Not readable', 'The body must be one JSON object.'),
  401: problem('session-ended', 'Signed out', 'You are signed out. Sign in again.'),
  404: NOT_FOUND,
  413: problem('too-large', 'Too large', 'The body is larger than this API takes.'),
  415: problem('unsupported-media-type', 'Not readable', 'Send JSON in UTF-8, uncompressed.'),
};

/** Problem details of an error that carries a status from 400 to 499; null for every other error. */
export function httpProblem(error: unknown, instance: string): ProblemDetails | null {
  const status = statusOf(error);
  if (status === null) return null;
  const title = STATUS_CODES[status] ?? 'Not accepted';
  const words = WORDS[status] ?? { type: 'about:blank', title, detail: `${title}.` };
  return { ...words, status, instance };
}

export function notFound(instance: string): ProblemDetails {
  return { ...NOT_FOUND, status: 404, instance };
}

/** Errors of Nest and of the body parser both carry their status. */
function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('status' in error)) return null;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

function problem(code: string, title: string, detail: string): Words {
  return { type: `urn:tributary:problem:${code}`, title, detail };
}
