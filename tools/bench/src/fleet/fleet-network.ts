import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { keyOf, ROWS_OF_FIRST_PAGE, ROWS_OF_SECOND_PAGE, rowOf } from './fleet-truth';

export interface FleetNetworkOptions {
  readonly latencyMs: number;
}

const LIST = '/v2.0/latest-affiliates-transactions';

/**
 * JVZoo's list for affiliates, for any number of accounts: two pages each, always the same ones. It is as cheap as a
 * server can be, because it runs on the cores that are measured.
 */
export async function serveFleetNetwork({ latencyMs }: FleetNetworkOptions): Promise<string> {
  const server = createServer((request, response) => {
    void answer(request, response, latencyMs);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function answer(request: IncomingMessage, response: ServerResponse, latencyMs: number): Promise<void> {
  await delay(latencyMs);
  const account = accountOf(request.headers.authorization ?? '');
  const [, cursor = ''] = (request.url ?? '').split(`${LIST}/`);
  const first = cursor === '' ? 0 : Number(cursor.split('-')[2]) + 1;
  const count = first === 0 ? ROWS_OF_FIRST_PAGE : ROWS_OF_SECOND_PAGE;
  const rows = Array.from({ length: count }, (_, index) => rowOf(account, first + index));
  const body = `{"meta":{"status":{"http_status_code":200}},"results":[${rows.join(',')}]}`;
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Of the key that asks, by basic authorisation. */
function accountOf(authorization: string): number {
  const [key = ''] = Buffer.from(authorization.slice('Basic '.length), 'base64').toString().split(':');
  const account = Number(key.slice(-8));
  return key === keyOf(account) ? account : -1;
}
