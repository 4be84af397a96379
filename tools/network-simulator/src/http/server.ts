import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { ecbFeed } from '../ecb/feed';
import { type Fault, type Target } from '../faults/fault';
import { type Network } from '../networks/network';
import { type Simulation } from '../simulation';
import { answer, type Asked } from './answer';
import { control, sendNotices, sendTruth } from './control';
import { redacted } from './request-log';
import { text, type WireReply, type WireRequest } from './wire';

async function bodyOf(message: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

function wireRequest(
  message: IncomingMessage,
  url: URL,
  { body, prefix }: { body: string; prefix: string },
): WireRequest {
  const isForm = (message.headers['content-type'] ?? '').includes('application/x-www-form-urlencoded');
  return {
    method: message.method ?? 'GET',
    path: url.pathname.slice(prefix.length),
    query: url.searchParams,
    form: new URLSearchParams(isForm ? body : ''),
    headers: message.headers,
  };
}

function send(response: ServerResponse, { status, headers, body }: WireReply): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) }).end(body);
}

/** Promises the whole body, sends half of it, and drops the connection. */
function sendHalf(response: ServerResponse, { status, headers, body }: WireReply): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

/** Sends the body byte by byte: there is never a silence, and it never ends in time. */
async function sendSlowly(response: ServerResponse, reply: WireReply, { ms = 200 }: Fault): Promise<void> {
  const bytes = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(bytes.length) });
  for (const byte of bytes) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await wait(ms);
  }
  response.end();
}

/** The faults that concern the connection before anything is said; true when there is nothing left to say. */
async function interrupted(
  simulation: Simulation,
  target: Target,
  response: ServerResponse,
): Promise<Fault | null> {
  const delay = simulation.faults.take(['latency-ms'], target);
  const pause = simulation.latencyMs + (delay?.ms ?? 0);
  if (pause > 0) await wait(pause);
  const down = simulation.faults.take(['network-down'], target);
  if (down !== undefined) response.destroy();
  return down ?? simulation.faults.take(['hang'], target) ?? null;
}

async function serveNetwork(
  simulation: Simulation,
  { network, request }: { network: Network; request: WireRequest },
  response: ServerResponse,
): Promise<void> {
  const asked = { simulation, network, request, ...identified(simulation, network, request) };
  const log = logger(asked);
  const interruption = await interrupted(simulation, asked.target, response);
  if (interruption !== null) {
    log(null, interruption);
    return;
  }
  const { reply, fault } = answer(asked);
  const sending = simulation.faults.take(['reset-mid-body', 'trickle'], asked.target);
  log(reply.status, sending ?? fault);
  if (sending === undefined) send(response, reply);
  else if (sending.kind === 'trickle') await sendSlowly(response, reply, sending);
  else sendHalf(response, reply);
}

function identified(
  { accounts }: Simulation,
  network: Network,
  request: WireRequest,
): Pick<Asked, 'account' | 'target'> {
  const own = accounts.filter((each) => each.network === network.id);
  const account = network.identify(request, own);
  return { account, target: { network: network.id, account: account?.label, path: request.path } };
}

function logger({ simulation, network, request, account }: Asked) {
  return (status: number | null, fault: Fault | undefined): void => {
    simulation.log.add({
      at: new Date(simulation.clock.now()).toISOString(),
      network: network.id,
      account: account?.label ?? null,
      method: request.method,
      path: redacted(request.path, request.query),
      status,
      fault: fault?.kind ?? null,
    });
  };
}

function feed(simulation: Simulation, path: string): WireReply | undefined {
  return path.startsWith('/ecb/')
    ? ecbFeed(path.slice(4), simulation.clock.now(), simulation.seed)
    : undefined;
}

async function serve(
  simulation: Simulation,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(message.url ?? '/', 'http://localhost');
  const body = await bodyOf(message);
  if (url.pathname === '/_truth') return sendTruth(simulation, url, response);
  if (url.pathname === '/_notify') {
    send(response, await sendNotices(simulation, body));
    return;
  }
  const own =
    control(simulation, { method: message.method ?? 'GET', url, body }) ?? feed(simulation, url.pathname);
  if (own !== undefined) {
    send(response, own);
    return;
  }
  const network = simulation.networks.find(({ prefix }) => url.pathname.startsWith(`${prefix}/`));
  if (network === undefined) {
    send(response, text('Not Found', 404));
    return;
  }
  const request = wireRequest(message, url, { body, prefix: network.prefix });
  await serveNetwork(simulation, { network, request }, response);
}

/** One HTTP server for all networks. An error of the simulator's own is a plain 500 that says so. */
export function httpServer(simulation: Simulation): Server {
  return createServer((message, response) => {
    serve(simulation, message, response).catch((error: unknown) => {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (response.headersSent) response.destroy();
      else send(response, text(`The simulator failed: ${reason}`, 500));
    });
  });
}
