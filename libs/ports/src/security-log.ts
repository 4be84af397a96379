/** Stable names: alerts are written against them. Actions of the audit trail have the same ones. */
export type SecurityEventName =
  | 'session.open'
  | 'session.close'
  | 'session.reuse'
  | 'session.revoke'
  | 'session.revoke-others'
  | 'sign-in.fail'
  | 'sign-in.limit'
  | 'second-factor.fail'
  | 'second-factor.limit'
  | 'recovery-code.use'
  | 'recovery-codes.renew'
  | 'two-factor.enable'
  | 'two-factor.disable'
  | 'two-factor.reset'
  | 'two-factor.require'
  | 'invitation.accept'
  | 'password.change'
  | 'password-reset.ask'
  | 'password-reset.complete'
  | 'audit.lose';

export interface SecurityEvent {
  readonly name: SecurityEventName;
  /** Null where nobody is known, as after a sign-in with an unknown e-mail: what was typed is not told. */
  readonly agencyId: string | null;
  readonly memberId: string | null;
  readonly address: string | null;
}

/** What whoever runs the installation watches. */
export abstract class SecurityLog {
  abstract tell(event: SecurityEvent): void;
}
