import {
  IdentityProvider,
  IdentityProviderError,
  type ProvidedPerson,
  type ProviderAttempt,
} from '@tributary/ports';
import * as openid from 'openid-client';
import { personOf } from './person';
import { problemOf } from './problem';

export interface OpenIdSettings {
  /** Whose `/.well-known/openid-configuration` says everything else. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button on the sign-in page says. */
  readonly label: string;
  /** Separated by spaces. */
  readonly scopes: string;
  /** The claim with a person's groups. */
  readonly groupsClaim: string;
  /** Where the provider sends people back to; registered there. */
  readonly callbackUrl: string;
}

const DEADLINE_SECONDS = 10;

/** OpenID Connect: authorization code with PKCE, state and nonce; only signed ID tokens of the configured issuer count. */
export class OpenIdIdentityProvider extends IdentityProvider {
  readonly label: string;
  private discovered: Promise<openid.Configuration> | null = null;

  constructor(private readonly settings: OpenIdSettings) {
    super();
    this.label = settings.label;
  }

  async begin(): Promise<{ readonly address: string; readonly attempt: ProviderAttempt }> {
    const configuration = await this.configuration();
    const attempt = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      codeVerifier: openid.randomPKCECodeVerifier(),
    };
    const address = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: this.settings.callbackUrl,
      scope: this.settings.scopes,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(attempt.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { address: address.href, attempt };
  }

  async complete(query: string, attempt: ProviderAttempt): Promise<ProvidedPerson> {
    const configuration = await this.configuration();
    try {
      // Never the address that the request claims to have come to: only the one that is registered.
      const cameTo = new URL(this.settings.callbackUrl);
      cameTo.search = query;
      const tokens = await openid.authorizationCodeGrant(configuration, cameTo, {
        pkceCodeVerifier: attempt.codeVerifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      });
      return personOf(await this.claims(configuration, tokens), this.settings.groupsClaim);
    } catch (error) {
      throw new IdentityProviderError(problemOf(error), { cause: error });
    }
  }

  /** Of the signed ID token; what it lacks, from the provider's user info about the same person. */
  private async claims(configuration: openid.Configuration, tokens: Tokens): Promise<openid.IDToken> {
    const claims = tokens.claims();
    if (!claims) throw new IdentityProviderError('unproven');
    const isComplete = ['email', 'email_verified', this.settings.groupsClaim].every((name) => name in claims);
    if (isComplete || configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
    const more = await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub);
    // An address counts only with the flag that came with it.
    const { email, email_verified } = 'email_verified' in claims ? claims : more;
    return { ...more, ...claims, email, email_verified };
  }

  /** Asked for once; after a failure again with the next attempt, so that nobody has to start anew when it is back. */
  private async configuration(): Promise<openid.Configuration> {
    this.discovered ??= this.discover();
    try {
      return await this.discovered;
    } catch (error) {
      this.discovered = null;
      throw new IdentityProviderError('unavailable', { cause: error });
    }
  }

  private discover(): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const server = new URL(issuer);
    // Signatures are optional behind TLS by the standard; here they always count.
    const execute = [openid.enableNonRepudiationChecks];
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out: only a provider on this machine has no TLS
    if (server.protocol === 'http:') execute.push(openid.allowInsecureRequests);
    const authentication = openid.ClientSecretBasic(clientSecret);
    return openid.discovery(server, clientId, undefined, authentication, {
      timeout: DEADLINE_SECONDS,
      execute,
    });
  }
}

type Tokens = Awaited<ReturnType<typeof openid.authorizationCodeGrant>>;
