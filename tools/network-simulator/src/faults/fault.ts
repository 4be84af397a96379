import { type NetworkId } from '../accounts';

/** Faults that replace or delay an answer. */
const ANSWER_FAULTS = [
  'status-500',
  'status-503-retry-after',
  'status-429',
  'html-page',
  'error-object-200',
  'hang',
  'reset-mid-body',
  'trickle',
  'refuse-key',
  'latency-ms',
  'quota-403',
  'token-expired',
  'network-down',
] as const;

/** Faults inside a listing. */
export const ROW_FAULTS = [
  'empty-list',
  'page-n-fails',
  'duplicate-row',
  'repeated-row',
  'malformed-row',
] as const;

export const FAULT_KINDS = [...ANSWER_FAULTS, ...ROW_FAULTS, 'moved-rows'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultRequest {
  readonly kind: FaultKind;
  /** Every network when absent. */
  readonly network?: NetworkId;
  /** The account's label; every account when absent. */
  readonly account?: string;
  /** How often it strikes: once when absent, until it is removed when null. */
  readonly times?: number | null;
  /** Lets so many requests that it could strike pass first. */
  readonly after?: number;
  /** Only requests whose path contains this. */
  readonly path?: string;
  /** `page-n-fails`: which page, from 1; other row faults strike on any page when absent. */
  readonly page?: number;
  /** `Retry-After` of 503 and 429, seconds (default 1). */
  readonly seconds?: number;
  /** Send `Retry-After` as an HTTP date instead of seconds, and how far ahead the server's clock runs. */
  readonly httpDate?: boolean;
  readonly clockAheadSeconds?: number;
  /** `latency-ms`: before the answer; `trickle`: between two bytes of its body. */
  readonly ms?: number;
  /** `malformed-row`, `repeated-row`: dotted path and value; by default an amount of the network that is none. */
  readonly field?: string;
  readonly value?: unknown;
  /** `malformed-row`: the field is left out altogether. */
  readonly isMissing?: boolean;
  /** `malformed-row`: which row of the page, from 0 (default). */
  readonly row?: number;
  /** `moved-rows`: so many rows came in before the second page (default 1); below zero: were taken away. */
  readonly by?: number;
}

export interface Fault extends FaultRequest {
  readonly id: number;
  remaining: number;
  /** How often it struck. */
  hits: number;
  /** How many requests it lets pass yet. */
  passing: number;
}

export interface Target {
  readonly network: NetworkId;
  readonly account: string | undefined;
  readonly path: string;
}

function strikes(fault: Fault, { network, account, path }: Target): boolean {
  return (
    fault.remaining > 0 &&
    (fault.network ?? network) === network &&
    (fault.account ?? account) === account &&
    path.includes(fault.path ?? '')
  );
}

/** Counts the requests it lets pass. */
function isDue(fault: Fault): boolean {
  if (fault.passing === 0) return true;
  fault.passing -= 1;
  return false;
}

function strike(fault: Fault): void {
  fault.remaining -= 1;
  fault.hits += 1;
}

/** The faults that wait for their requests, oldest first. */
export class Faults {
  readonly #waiting: Fault[] = [];
  #next = 1;

  add(request: FaultRequest): Fault {
    const times = request.times === undefined ? 1 : request.times;
    const fault = {
      ...request,
      id: this.#next,
      remaining: times ?? Number.POSITIVE_INFINITY,
      hits: 0,
      passing: request.after ?? 0,
    };
    this.#next += 1;
    this.#waiting.push(fault);
    return fault;
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  /** Every fault since the last clearing, those that are used up too: `hits` tells whether they struck. */
  list(): readonly Fault[] {
    return this.#waiting;
  }

  /** Takes the oldest matching fault of these kinds, using it up by one. `page` narrows faults that name a page. */
  take(kinds: readonly FaultKind[], target: Target, page?: number): Fault | undefined {
    const found = this.#matching(kinds, target, page).find(isDue);
    if (found !== undefined) strike(found);
    return found;
  }

  /** Takes every matching fault of these kinds. */
  takeAll(kinds: readonly FaultKind[], target: Target, page: number): readonly Fault[] {
    const found = this.#matching(kinds, target, page).filter(isDue);
    found.forEach(strike);
    return found;
  }

  #matching(kinds: readonly FaultKind[], target: Target, page: number | undefined): readonly Fault[] {
    return this.#waiting.filter(
      (fault) => kinds.includes(fault.kind) && strikes(fault, target) && (fault.page ?? page) === page,
    );
  }
}
