import { type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { faultRequest } from '../faults/fault-request';
import { summarise, truthPieces } from '../ground-truth';
import { notify, type NotifyRequest } from '../notify/notify';
import { find, type Simulation } from '../simulation';
import { json, text, type WireReply } from './wire';

export interface ControlRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body === '' ? '{}' : body) as unknown;
  } catch {
    return null;
  }
}

function faults(simulation: Simulation, { method, body }: ControlRequest): WireReply {
  if (method === 'DELETE') {
    simulation.faults.clear();
    return json({ faults: [] });
  }
  if (method !== 'POST') return json({ faults: simulation.faults.list() });
  const request = faultRequest(parsed(body));
  return typeof request === 'string'
    ? json({ error: request }, 400)
    : json({ fault: simulation.faults.add(request) }, 201);
}

function clock(simulation: Simulation, { method, body }: ControlRequest): WireReply {
  if (method === 'POST') {
    const wanted = (parsed(body) ?? {}) as { now?: string; advanceMs?: number; held?: boolean };
    if (wanted.now !== undefined) {
      const instant = Date.parse(wanted.now);
      if (Number.isNaN(instant)) return json({ error: 'now is not an instant.' }, 400);
      simulation.clock.moveTo(instant, wanted.held ?? false);
    }
    if (wanted.advanceMs !== undefined) simulation.clock.advance(wanted.advanceMs);
  }
  return json({ now: new Date(simulation.clock.now()).toISOString() });
}

function requests(simulation: Simulation, { method }: ControlRequest): WireReply {
  if (method === 'DELETE') simulation.log.clear();
  return json(simulation.log.result());
}

function accounts(simulation: Simulation): WireReply {
  return json({ accounts: simulation.accounts.map(({ network, label }) => ({ network, account: label })) });
}

/** Answers the routes that no network has; undefined for any other path. */
export function control(simulation: Simulation, request: ControlRequest): WireReply | undefined {
  switch (request.url.pathname) {
    case '/_faults':
      return faults(simulation, request);
    case '/_clock':
      return clock(simulation, request);
    case '/_requests':
      return requests(simulation, request);
    case '/_accounts':
      return accounts(simulation);
    case '/_health':
      return text('ok', 200);
    default:
      return undefined;
  }
}

/** Sends what a network tells by itself to the addresses of the request. */
export async function sendNotices(simulation: Simulation, body: string): Promise<WireReply> {
  const result = await notify(simulation, (parsed(body) ?? {}) as NotifyRequest);
  return typeof result === 'string' ? json({ error: result }, 400) : json(result);
}

const CHUNK = 64 * 1024;

/** Joins small pieces to chunks worth sending. */
function* chunks(pieces: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** Streams an account's truth, so that a million rows need no memory. */
export async function sendTruth(simulation: Simulation, url: URL, response: ServerResponse): Promise<void> {
  const { searchParams: query } = url;
  const found = find(simulation, query.get('network'), query.get('account'));
  const wanted = query.get('now');
  const now = wanted === null ? simulation.clock.now() : Date.parse(wanted);
  if (found === null || Number.isNaN(now)) {
    response
      .writeHead(404, { 'content-type': 'application/json' })
      .end('{"error":"No such account or instant."}');
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  if (query.get('summary') === '1') {
    response.end(JSON.stringify(summarise(found.network, found.account, now)));
    return;
  }
  await pipeline(chunks(truthPieces(found.network, found.account, now)), response);
}
