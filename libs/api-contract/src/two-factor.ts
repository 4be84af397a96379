import type { InstantText } from './primitives';

/** Answer of `POST /api/v1/auth/sign-in` when the password was right and a code is needed as well. */
export interface SecondFactorNeeded {
  /** Opens `POST /api/v1/auth/second-factor`, and nothing else. */
  readonly secondFactorTicket: string;
  readonly expiresAt: InstantText;
}

/** `POST /api/v1/auth/second-factor` answers `AccessToken` and sets the refresh cookie. */
export interface SecondFactorRequest {
  readonly ticket: string;
  /** The six digits that the app shows, or a recovery code. */
  readonly code: string;
  readonly staySignedIn?: boolean;
}

/** `GET /api/v1/me/two-factor` */
export interface TwoFactorView {
  readonly isOn: boolean;
  /** The agency asks everybody for it: until it is on, everything else answers 403 `two-factor-required`. */
  readonly isRequired: boolean;
  readonly recoveryCodesLeft: number;
}

/** `POST /api/v1/me/two-factor/enrol` answers `TwoFactorEnrolmentView`. */
export interface EnrolTwoFactorRequest {
  readonly password: string;
}

/** Shown once. It counts once `POST /api/v1/me/two-factor/confirm` gets a code that was made with it. */
export interface TwoFactorEnrolmentView {
  /** Base32, to be typed into an authenticator app. */
  readonly key: string;
  /** `otpauth://`, to be scanned. */
  readonly uri: string;
}

/** `POST /api/v1/me/two-factor/confirm` answers `RecoveryCodesView`. */
export interface ConfirmTwoFactorRequest {
  readonly code: string;
}

/** `POST /api/v1/me/two-factor/disable` and `POST /api/v1/me/two-factor/recovery-codes` */
export interface BothFactorsRequest {
  readonly password: string;
  readonly code: string;
}

/** Shown once: only hashes are kept. Each opens once. */
export interface RecoveryCodesView {
  readonly recoveryCodes: readonly string[];
}

/** `GET /api/v1/agency/two-factor`, and what `PUT` takes and answers. */
export interface TwoFactorPolicyView {
  /** Members without two-factor sign-in can do nothing until they have set it up. */
  readonly isRequired: boolean;
}
