import {
  type Clock,
  CredentialsRejected,
  type NetworkError,
  NetworkUnavailable,
  RateLimited,
  UnexpectedResponse,
} from '@tributary/ports';
import { networkWords, quoted } from '../http/network-words';
import { redactor } from '../http/redaction';
import type { WireRow } from './columns';

/** One answer of a report: its rows, and where it says the next page is. */
export interface ReportAnswer {
  readonly rows: readonly WireRow[];
  /** To be passed back verbatim. `null`: the answer says there is none. `undefined`: it does not speak of pages. */
  readonly nextPage: string | null | undefined;
}

export interface AnswerContext {
  readonly networkName: string;
  readonly clock: Clock;
  readonly secrets: readonly string[];
}

const LISTS = ['data', 'results', 'rows'];
const NO_NEXT_PAGE: readonly unknown[] = [null, false, '', 0, '0'];
const BUSY_PAUSE_MS = 60_000;

/**
 * Reads `{data|results|rows: [...], next_page?}` or a bare array.
 * @throws {NetworkError} for anything else: an empty body, a list that is missing, `result: 0` with its words.
 */
export function readAnswer(body: unknown, context: AnswerContext): ReportAnswer {
  if (Array.isArray(body)) return { rows: readRows(body, context), nextPage: undefined };
  if (typeof body !== 'object' || body === null) {
    throw new UnexpectedResponse(
      `${context.networkName} sent an empty answer: the address or the token may be wrong.`,
    );
  }
  const answer = body as Record<string, unknown>;
  if (isFailure(answer.result)) throw failure(answer, context);
  const list = LISTS.map((name) => answer[name]).find(Array.isArray);
  if (!list) {
    throw new UnexpectedResponse(`${context.networkName} sent an answer without a list of rows.`, {
      field: 'data',
      keysSeen: Object.keys(answer),
    });
  }
  return { rows: readRows(list, context), nextPage: readNextPage(answer, context) };
}

function readRows(list: readonly unknown[], context: AnswerContext): readonly WireRow[] {
  if (list.every(isObject)) return list;
  throw new UnexpectedResponse(`${context.networkName} sent a list whose entries are not rows.`, {
    field: 'data',
  });
}

function isObject(value: unknown): value is WireRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readNextPage(answer: Record<string, unknown>, context: AnswerContext): string | null | undefined {
  const meta = isObject(answer.meta) ? answer.meta : {};
  const next = 'next_page' in answer ? answer.next_page : meta.next_page;
  if (next === undefined) return undefined;
  if (NO_NEXT_PAGE.includes(next)) return null;
  if (typeof next === 'string' || typeof next === 'number') return String(next);
  throw new UnexpectedResponse(`${context.networkName} sent a next page that is neither text nor number.`, {
    field: 'next_page',
  });
}

function isFailure(result: unknown): boolean {
  return result === 0 || result === '0' || result === false;
}

/** No list of error texts exists: the words decide only where they leave no doubt. */
function failure(answer: Record<string, unknown>, context: AnswerContext): NetworkError {
  const said = typeof answer.result_str === 'string' ? answer.result_str : '';
  const words = quoted(networkWords(JSON.stringify(said), redactor(context.secrets)));
  const name = context.networkName;
  if (/too many|rate.?limit|throttl/i.test(said)) {
    const retryAt = new Date(context.clock.now().getTime() + BUSY_PAUSE_MS);
    return new RateLimited(`${name} asks for fewer requests.${words}`, retryAt);
  }
  if (/maintenance|unavailable|try again|time.?out/i.test(said)) {
    return new NetworkUnavailable(`${name} cannot answer at the moment.${words}`);
  }
  if (/token|credential|auth|log.?in|permission|access denied|(invalid|unknown) account/i.test(said)) {
    return new CredentialsRejected(`${name} refused the account id or the token.${words}`);
  }
  return new UnexpectedResponse(`${name} refused the request.${words}`, {
    field: 'result',
    keysSeen: Object.keys(answer),
  });
}
