import { IdentityProviderError } from './identity-provider.error';

/** What one attempt to sign in has to prove when the person comes back. Secret to this server and that browser. */
export interface ProviderAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** A person at a provider, for good: e-mail addresses change hands, subjects do not. */
export interface ProviderSubject {
  /** The provider's own address. */
  readonly issuer: string;
  readonly subject: string;
}

export interface ProvidedPerson extends ProviderSubject {
  /** Null unless the provider says that it belongs to the person. */
  readonly verifiedEmail: string | null;
  readonly name: string | null;
  /** The values of the configured claim. */
  readonly groups: readonly string[];
}

/** Where an agency's people already have an account: it says who they are. */
export abstract class IdentityProvider {
  /** What the button on the sign-in page says; null when the operator configured no provider. */
  abstract readonly label: string | null;
  /** @returns the provider's page to go to. @throws {IdentityProviderError} `unavailable` */
  abstract begin(): Promise<{ readonly address: string; readonly attempt: ProviderAttempt }>;
  /**
   * @param query of the address that the person came back to, as it came.
   * @throws {IdentityProviderError}
   */
  abstract complete(query: string, attempt: ProviderAttempt): Promise<ProvidedPerson>;
}

/** While the operator configured none. */
export class NoIdentityProvider extends IdentityProvider {
  readonly label = null;

  begin(): Promise<never> {
    return Promise.reject(new IdentityProviderError('unavailable'));
  }

  complete(): Promise<never> {
    return Promise.reject(new IdentityProviderError('unavailable'));
  }
}
