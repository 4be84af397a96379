import type { Member } from '@tributary/domain';
import type { ProviderProblem } from '@tributary/ports';

/**
 * `not-allowed`: none of the person's groups has a role in the agency, or the member is disabled. `unverified`: a
 * first sign-in with an e-mail address that the provider does not vouch for. `suspended`: the agency is.
 */
export type ProviderSignInProblem = ProviderProblem | 'not-allowed' | 'unverified' | 'suspended';

/** The provider named a person, and the person does not come in. The page that shows it knows the words. */
export class ProviderSignInRefused extends Error {
  constructor(
    readonly problem: ProviderSignInProblem,
    /** Whom the provider named, where that is known. */
    readonly member: Member | null = null,
    options?: ErrorOptions,
  ) {
    super(`Sign-in with the identity provider was refused: ${problem}`, options);
    this.name = 'ProviderSignInRefused';
  }
}
