import type { IdentifierFactory, SessionRepository } from '@tributary/ports';

/** Ends a session and every token that came from it. An unknown token is fine: the person is signed out already. */
export class SignOut {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly identifiers: IdentifierFactory,
  ) {}

  async run(refreshToken: string): Promise<void> {
    await this.sessions.revokeFamily(this.identifiers.fingerprint(refreshToken));
  }
}
