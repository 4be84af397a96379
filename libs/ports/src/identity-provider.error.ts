/**
 * Why no person came back. `cancelled`: they said no. `unproven`: what came back does not belong to this attempt, is
 * used up or too old, or is not signed by the provider for us. `unavailable`: the provider did not answer.
 */
export type ProviderProblem = 'cancelled' | 'unproven' | 'unavailable';

/** The provider's own words stay in the cause, which is for the operator. */
export class IdentityProviderError extends Error {
  constructor(
    readonly problem: ProviderProblem,
    options?: ErrorOptions,
  ) {
    super(`The identity provider named nobody: ${problem}`, options);
    this.name = 'IdentityProviderError';
  }
}
