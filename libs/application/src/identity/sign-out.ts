import type { IdentifierFactory, SessionOrigin, SessionRepository } from '@tributary/ports';
import type { SignInJournal } from './sign-in-journal';

/** Ends a session and every token that came from it. An unknown token is fine: the person is signed out already. */
export class SignOut {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly identifiers: IdentifierFactory,
    private readonly journal: SignInJournal,
  ) {}

  async run(refreshToken: string, origin: SessionOrigin): Promise<void> {
    const ended = await this.sessions.revokeFamily(this.identifiers.fingerprint(refreshToken));
    if (ended) await this.journal.ofSession(ended, { name: 'session.close', origin });
  }
}
