import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock, NetworkGateway } from '@tributary/ports';
import type { AffiliateNetwork } from '../affiliate-network';
import { PoliteHttpClient } from '../polite-http-client';
import type { RecordedResponse } from './contract-fixture';
import { InstantTimer } from './instant-timer';
import { THIS_MACHINE } from './this-machine';

export interface AskedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
}

/** A network whose answers are computed, for what no recording can hold: long lists, tokens that end, windows that are too wide. */
export interface AnsweringNetwork {
  readonly gateway: NetworkGateway;
  /** Every request so far, oldest first. */
  readonly requests: readonly AskedRequest[];
  /** What the HTTP client has waited, in milliseconds. */
  readonly waits: readonly number[];
  stop(): Promise<void>;
}

/** The real gateway and the real HTTP client against `answer`. Each endpoint's path starts with the endpoint's name. */
export async function startAnsweringNetwork(
  network: AffiliateNetwork,
  clock: Clock,
  answer: (request: AskedRequest) => RecordedResponse,
): Promise<AnsweringNetwork> {
  const requests: AskedRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', 'http://answering.test');
    const request = { method: incoming.method ?? '', url, headers: incoming.headers };
    requests.push(request);
    const { status, headers, body } = answer(request);
    outgoing.writeHead(status, headers);
    outgoing.end(typeof body === 'string' || body === undefined ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const timer = new InstantTimer();
  const http = new PoliteHttpClient({ clock, timer, destinations: THIS_MACHINE });
  const endpoints = Object.fromEntries(
    Object.keys(network.endpoints).map((name) => [name, `${origin}/${name}`]),
  );
  return {
    gateway: network.connect({ http, clock, endpoints }),
    requests,
    waits: timer.sleeps,
    stop: async () => {
      await http.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
