import type { NotificationRequest } from '@tributary/ports';

/** Names and values as sent. Of a name that comes twice the last value counts, and the body outweighs the query. */
export type NotificationFields = ReadonlyMap<string, string>;

/** Query and body together; a body is form-encoded or one flat JSON object. */
export function fieldsOf(request: NotificationRequest): NotificationFields {
  return new Map([...request.query, ...formFields(request), ...jsonFields(request)]);
}

/** The body alone as a form in UTF-8; empty when it is none. */
export function formFields(request: NotificationRequest): NotificationFields {
  const isForm = (request.headers['content-type'] ?? '').includes('application/x-www-form-urlencoded');
  return new Map(isForm ? new URLSearchParams(textOf(request)) : []);
}

/** The body as JSON, whatever its content type says; null when it is none. */
export function jsonBody(request: NotificationRequest): unknown {
  try {
    return JSON.parse(textOf(request)) as unknown;
  } catch {
    return null;
  }
}

/** The values of these fields; null for those that are missing. */
export function valuesOf(fields: NotificationFields, names: readonly string[]): (string | null)[] {
  return names.map((name) => fields.get(name) ?? null);
}

function jsonFields(request: NotificationRequest): NotificationFields {
  const body = jsonBody(request);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return new Map();
  const flat = Object.entries(body).filter(([, value]) => ['string', 'number'].includes(typeof value));
  return new Map(flat.map(([name, value]) => [name, String(value)]));
}

function textOf({ body }: NotificationRequest): string {
  return new TextDecoder().decode(body);
}
