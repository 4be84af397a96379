import { text, type WireReply, type WireRequest } from '../http/wire';
import { type Network } from '../networks/network';
import { type Fault } from './fault';

const LOGIN_PAGE =
  '<!doctype html><html><head><title>Sign in</title></head><body><form>Please sign in</form></body></html>';

function retryAfter({ seconds = 1, httpDate = false, clockAheadSeconds = 0 }: Fault): Record<string, string> {
  const server = Date.now() + clockAheadSeconds * 1000;
  const date = new Date(server).toUTCString();
  const value = httpDate ? new Date(server + seconds * 1000).toUTCString() : String(seconds);
  return { 'retry-after': value, ...(clockAheadSeconds !== 0 && { date }) };
}

/** The answer a fault puts in place of the network's own; undefined when it changes how the answer is sent. */
export function faultReply(fault: Fault, network: Network, request: WireRequest): WireReply | undefined {
  switch (fault.kind) {
    case 'status-500':
      return text('Internal Server Error', 500);
    case 'status-503-retry-after':
      return { ...text('Service Unavailable', 503), headers: retryAfter(fault) };
    case 'status-429':
      return { ...text('Too Many Requests', 429), headers: retryAfter(fault) };
    case 'html-page':
      return text(LOGIN_PAGE, 200, 'text/html; charset=utf-8');
    case 'error-object-200':
      return network.fail(request);
    case 'quota-403':
      return network.throttle(request);
    case 'refuse-key':
    case 'token-expired':
      return fault.kind === 'token-expired' && network.id === 'hotmart'
        ? { ...network.refuse(request), body: '{"error":"token_expired","error_description":"Expired"}' }
        : network.refuse(request);
    default:
      return undefined;
  }
}
