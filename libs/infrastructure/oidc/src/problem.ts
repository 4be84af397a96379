import { IdentityProviderError, type ProviderProblem } from '@tributary/ports';
import * as openid from 'openid-client';

/** What a person at the provider's page can answer that is neither a fault nor an attack. */
const CANCELLED = ['access_denied', 'login_required', 'consent_required', 'interaction_required'];
const PROVIDER_IS_DOWN = ['server_error', 'temporarily_unavailable'];
/** The provider knows us no more, or never did: the operator's to mend, and no fault of the person. */
const NOT_OUR_CLIENT = ['invalid_client', 'unauthorized_client'];
const NO_ANSWER = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM'];

export function problemOf(error: unknown): ProviderProblem {
  if (error instanceof IdentityProviderError) return error.problem;
  if (error instanceof openid.AuthorizationResponseError) return ofPage(error.error);
  if (error instanceof openid.ResponseBodyError)
    return NOT_OUR_CLIENT.includes(error.error) || error.status >= 500 ? 'unavailable' : 'unproven';
  return isNoAnswer(error) ? 'unavailable' : 'unproven';
}

function ofPage(code: string): ProviderProblem {
  if (CANCELLED.includes(code)) return 'cancelled';
  return PROVIDER_IS_DOWN.includes(code) ? 'unavailable' : 'unproven';
}

/** `fetch` fails with a TypeError when nobody answers. */
function isNoAnswer(error: unknown): boolean {
  if (error instanceof openid.ClientError) return NO_ANSWER.includes(error.code ?? '');
  return error instanceof TypeError && error.message === 'fetch failed';
}
