import { type IncomingHttpHeaders } from 'node:http';

/** A request below a network's prefix. */
export interface WireRequest {
  readonly method: string;
  /** Path below the prefix, starting with a slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Fields of a form body; empty when there is none. */
  readonly form: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function json(
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): WireReply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

export function text(body: string, status: number, type = 'text/plain; charset=utf-8'): WireReply {
  return { status, headers: { 'content-type': type }, body };
}

/** User name and password of an HTTP Basic header; null when there is none. */
export function basic(headers: IncomingHttpHeaders): { user: string; password: string } | null {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (encoded === undefined) return null;
  const [user = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { user, password: rest.join(':') };
}
