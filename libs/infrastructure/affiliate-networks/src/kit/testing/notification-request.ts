import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NotificationRequest } from '@tributary/ports';

const NOTHING: NotificationRequest = { method: 'POST', query: [], headers: {}, body: new Uint8Array() };

/** A GET whose query is written as in an address. */
export function asked(query: string): NotificationRequest {
  return { ...NOTHING, method: 'GET', query: [...new URLSearchParams(query)] };
}

export function postedForm(text: string): NotificationRequest {
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  return { ...NOTHING, headers, body: new TextEncoder().encode(text) };
}

export function postedJson(
  value: unknown,
  headers: NotificationRequest['headers'] = {},
): NotificationRequest {
  const all = { 'content-type': 'application/json', ...headers };
  return { ...NOTHING, headers: all, body: new TextEncoder().encode(JSON.stringify(value)) };
}

/** A file of a network's folder, as text without the line break at its end. */
export function fixtureText(folder: string, name: string): string {
  return readFileSync(join(folder, 'fixtures', name), 'utf8').trimEnd();
}
