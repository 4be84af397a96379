const KEPT = 5000;
const SECRETS = ['token', 'client_id', 'client_secret', 'a', 'account_id'];

export interface LoggedRequest {
  readonly at: string;
  readonly network: string;
  readonly account: string | null;
  readonly method: string;
  /** Path and query without credentials. */
  readonly path: string;
  readonly status: number | null;
  readonly fault: string | null;
}

/** Takes credentials out of a query. */
export function redacted(path: string, query: URLSearchParams): string {
  const shown = new URLSearchParams(query);
  for (const name of SECRETS) if (shown.has(name)) shown.set(name, 'redacted');
  const search = shown.toString();
  return search === '' ? path : `${path}?${search}`;
}

/** The last requests, and how many there were at all. */
export class RequestLog {
  readonly #entries: LoggedRequest[] = [];
  readonly #counts = new Map<string, number>();

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length > KEPT) this.#entries.shift();
    this.#counts.set(entry.network, (this.#counts.get(entry.network) ?? 0) + 1);
  }

  result(): { counts: Record<string, number>; requests: readonly LoggedRequest[] } {
    return { counts: Object.fromEntries(this.#counts), requests: this.#entries };
  }

  clear(): void {
    this.#entries.length = 0;
    this.#counts.clear();
  }
}
