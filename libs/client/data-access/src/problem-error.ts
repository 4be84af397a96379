import { HttpErrorResponse } from '@angular/common/http';
import type { ProblemDetails } from '@tributary/api-contract';

const UNREACHABLE: ProblemDetails = {
  type: 'urn:tributary:problem:unreachable',
  title: 'The server did not answer',
  status: 0,
  detail: 'The server did not answer. Check the connection and try again.',
  instance: '',
};

/** What the BFF refused and why. Its `message` is written for a person; switch on `code`, never on the text. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly problem: ProblemDetails,
    /** Seconds the server asks to wait, from `Retry-After`. */
    readonly retryAfterSeconds: number | null = null,
    options?: ErrorOptions,
  ) {
    super(problem.detail, options);
  }

  /** The stable part of the type: `urn:tributary:problem:<code>`. */
  get code(): string {
    return this.problem.type.slice(this.problem.type.lastIndexOf(':') + 1);
  }

  /** 0 when no answer came. */
  get status(): number {
    return this.problem.status;
  }

  get title(): string {
    return this.problem.title;
  }

  get traceId(): string | null {
    return this.problem.traceId ?? null;
  }

  /** Field name → message, for forms. */
  get fieldErrors(): Readonly<Record<string, string>> {
    return Object.fromEntries((this.problem.errors ?? []).map((error) => [error.field, error.message]));
  }
}

/** Any failure of a call as a ProblemError; one that already is stays itself. */
export function toProblemError(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof Error && error.cause instanceof ProblemError) return error.cause;
  if (!(error instanceof HttpErrorResponse) || error.status === 0) {
    return new ProblemError(UNREACHABLE, null, { cause: error });
  }
  const body = bodyOf(error);
  const problem = isProblem(body) ? body : unnamedProblem(error.status);
  return new ProblemError(problem, retryAfterSeconds(error), { cause: error });
}

/** Whoever asks for a file gets its bytes, also when they are a problem. */
function bodyOf({ error }: HttpErrorResponse): unknown {
  if (Object.prototype.toString.call(error) !== '[object ArrayBuffer]') return error;
  try {
    return JSON.parse(new TextDecoder().decode(error as ArrayBuffer));
  } catch {
    return null;
  }
}

function unnamedProblem(status: number): ProblemDetails {
  return {
    type: 'urn:tributary:problem:unexpected-answer',
    title: 'Unexpected answer',
    status,
    detail: `The server answered ${status}. Try again; if it stays, tell an admin of your agency.`,
    instance: '',
  };
}

function isProblem(body: unknown): body is ProblemDetails {
  return (
    typeof body === 'object' &&
    body !== null &&
    'type' in body &&
    typeof body.type === 'string' &&
    'detail' in body &&
    typeof body.detail === 'string' &&
    'status' in body &&
    typeof body.status === 'number'
  );
}

function retryAfterSeconds(error: HttpErrorResponse): number | null {
  const seconds = Number(error.headers.get('Retry-After') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
