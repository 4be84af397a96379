import { text, type WireReply, type WireRequest } from '../http/wire';
import { type Network } from '../networks/network';
import { type Fault, type FaultKind } from './fault';

const LOGIN_PAGE =
  '<!doctype html><html><head><title>Sign in</title></head><body><form>Please sign in</form></body></html>';

function retryAfter({ seconds = 1, httpDate = false, clockAheadSeconds = 0 }: Fault): Record<string, string> {
  const server = Date.now() + clockAheadSeconds * 1000;
  const date = new Date(server).toUTCString();
  const value = httpDate ? new Date(server + seconds * 1000).toUTCString() : String(seconds);
  return { 'retry-after': value, ...(clockAheadSeconds !== 0 && { date }) };
}

/** Only Hotmart's keys expire; everywhere else an expired key is a refused one. */
function expired(network: Network, request: WireRequest): WireReply {
  const refusal = network.refuse(request);
  if (network.id !== 'hotmart') return refusal;
  return { ...refusal, body: '{"error":"token_expired","error_description":"The access token has expired"}' };
}

/** The answer a fault puts in place of the network's own; undefined when it changes how the answer is sent. */
export function faultReply(fault: Fault, network: Network, request: WireRequest): WireReply | undefined {
  return REPLIES[fault.kind]?.(fault, network, request);
}

type Reply = (fault: Fault, network: Network, request: WireRequest) => WireReply;

const REPLIES: Readonly<Partial<Record<FaultKind, Reply>>> = {
  'status-500': () => text('Internal Server Error', 500),
  'status-503-retry-after': (fault) => ({ ...text('Service Unavailable', 503), headers: retryAfter(fault) }),
  'status-429': (fault) => ({ ...text('Too Many Requests', 429), headers: retryAfter(fault) }),
  'html-page': () => text(LOGIN_PAGE, 200, 'text/html; charset=utf-8'),
  'error-object-200': (_, network, request) => network.fail(request),
  'quota-403': (_, network, request) => network.throttle(request),
  'refuse-key': (_, network, request) => network.refuse(request),
  'token-expired': (_, network, request) => expired(network, request),
};

/** The kinds that replace the answer as a whole. */
export const REPLACING_FAULTS = Object.keys(REPLIES) as readonly FaultKind[];
