import {
  CredentialsRejected,
  type NetworkError,
  NetworkUnavailable,
  PermissionMissing,
  RateLimited,
  UnexpectedResponse,
} from '@tributary/ports';
import type { NetworkResponse } from '../network-http';
import { networkWords, quoted } from './network-words';
import type { Redact } from './redaction';

/** What a status means where the network has no rule of its own. */
export function defaultError(
  response: NetworkResponse,
  about: { readonly networkName: string; readonly redact: Redact; readonly retryAt: Date },
): NetworkError {
  const { networkName: name, redact, retryAt } = about;
  const { status } = response;
  const words = quoted(networkWords(response.text, redact));
  if (status === 401) return new CredentialsRejected(`${name} refused the key (HTTP 401).${words}`);
  if (status === 403)
    return new PermissionMissing(`${name} does not let this key read sales (HTTP 403).${words}`);
  if (status === 429) return new RateLimited(`${name} asks for fewer requests (HTTP 429).${words}`, retryAt);
  if (status >= 500) return new NetworkUnavailable(`${name} has a fault (HTTP ${status}).${words}`);
  if (status >= 300 && status < 400) return redirect(response, name);
  return new UnexpectedResponse(`${name} did not understand the request (HTTP ${status}).${words}`);
}

/** Redirects are not followed: the key would travel to a host nobody configured. */
function redirect(response: NetworkResponse, name: string): UnexpectedResponse {
  const location = response.headers.location ?? '';
  const host = URL.canParse(location) ? new URL(location).host : 'another address';
  return new UnexpectedResponse(`${name} redirected the request to ${host} (HTTP ${response.status}).`);
}
