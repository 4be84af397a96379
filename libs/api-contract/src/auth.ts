import type { AgencyView } from './agency';
import type { FigureView, InstantText, NetworkCode, Permission, Role } from './primitives';
import type { SecondFactorNeeded } from './two-factor';

/** `POST /api/v1/auth/sign-in`. Sets the refresh cookie, unless a second factor is needed. */
export interface SignInRequest {
  readonly email: string;
  readonly password: string;
  /** Keeps the refresh cookie for 14 days instead of the browser session. */
  readonly staySignedIn?: boolean;
}

/** Answer of `POST /api/v1/auth/sign-in` and `POST /api/v1/auth/refresh`. `POST /api/v1/auth/sign-out` answers 204. */
export interface AccessToken {
  readonly accessToken: string;
  readonly expiresAt: InstantText;
}

export type SignInAnswer = AccessToken | SecondFactorNeeded;

/** `GET /api/v1/auth/methods`: what the sign-in page offers. */
export interface SignInMethods {
  /** Null where the operator configured no identity provider. The button goes to `/sso/start`. */
  readonly singleSignOn: { readonly label: string } | null;
}

/** Why the identity provider's people come back to `/sign-in?ssoProblem=…`. */
export type SingleSignOnProblem =
  'cancelled' | 'unproven' | 'unavailable' | 'not-allowed' | 'unverified' | 'suspended';

/** `GET /api/v1/me` */
export interface Me {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  readonly figures: FigureView;
  readonly agency: AgencyView;
  /** Of a login that is limited to clients: the accounts it sees. Left out for the team, which sees all of them. */
  readonly accounts?: readonly AccountName[];
}

/** What a person knows an account by. */
export interface AccountName {
  readonly id: string;
  readonly network: NetworkCode;
  readonly label: string;
}
