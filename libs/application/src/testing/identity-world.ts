import type { Member } from '@tributary/domain';
import type { SessionOrigin } from '@tributary/ports';
import {
  CountingIdentifiers,
  InMemoryAgencyRepository,
  InMemoryAttemptLimiter,
  InMemoryAuditTrail,
  InMemoryClientAccounts,
  InMemoryClientRepository,
  InMemoryMemberRepository,
  InMemoryMemberSessions,
  InMemoryRecoveryCodeRepository,
  InMemoryPresence,
  InMemorySecondFactorPolicy,
  InMemorySecondFactorRepository,
  InMemorySecondFactorStorage,
  InMemorySecurityLog,
  InMemorySessionRepository,
  InMemoryStorage,
  NamingTokenIssuer,
  PlainOneTimeCodes,
  PlainPasswordHasher,
  PlainSecondFactorTickets,
  ReversibleCipher,
  SettableClock,
} from '@tributary/ports/testing';
import { CompleteSignIn } from '../identity/complete-sign-in';
import { CreateAgency, type NewAgency } from '../identity/create-agency';
import { OpenSession, type OpenedSession } from '../identity/open-session';
import { ReadMe } from '../identity/read-me';
import { RefreshSessionToken } from '../identity/refresh-session';
import { SetPassword } from '../identity/set-password';
import { SignIn } from '../identity/sign-in';
import { SignInJournal } from '../identity/sign-in-journal';
import { AttemptAllowance, SignInLimits } from '../identity/sign-in-limits';
import { SignOut } from '../identity/sign-out';
import { CheckCode } from '../two-factor/check-code';
import { ProveBoth } from '../two-factor/prove-both';
import { ProvePassword } from '../two-factor/prove-password';

export const PASSWORD = 'correct horse battery';
export const HOME: SessionOrigin = { address: '198.51.100.7', userAgent: 'Firefox' };
export const ELSEWHERE: SessionOrigin = { address: '203.0.113.99', userAgent: 'Firefox' };
export const NEW_AGENCY: NewAgency = {
  name: 'Northbank Media',
  reportingCurrency: 'eur',
  timeZone: 'Europe/Berlin',
  locale: 'de-DE',
  owner: { name: 'Ada', email: 'Ada@example.com', password: PASSWORD },
};

/** Everything around signing in, in memory. */
export class IdentityWorld {
  readonly clock = new SettableClock();
  readonly identifiers = new CountingIdentifiers();
  readonly members = new InMemoryMemberRepository();
  readonly agencies = new InMemoryAgencyRepository();
  readonly passwords = new PlainPasswordHasher();
  readonly sessions = new InMemorySessionRepository(this.clock);
  readonly memberSessions = new InMemoryMemberSessions(this.sessions);
  readonly audit = new InMemoryAuditTrail();
  readonly log = new InMemorySecurityLog();
  readonly attempts = new InMemoryAttemptLimiter(this.clock);
  readonly factorStorage = new InMemorySecondFactorStorage();
  readonly secondFactors = new InMemorySecondFactorRepository(this.factorStorage);
  readonly recoveryCodes = new InMemoryRecoveryCodeRepository(this.factorStorage);
  readonly policy = new InMemorySecondFactorPolicy(this.factorStorage);
  readonly oneTimeCodes = new PlainOneTimeCodes();
  readonly cipher = new ReversibleCipher();
  readonly tickets = new PlainSecondFactorTickets(this.clock);
  readonly tokens = new NamingTokenIssuer(this.clock);
  readonly allowance = new AttemptAllowance(1);

  readonly journal = new SignInJournal(this.audit, this.log, this.members);
  readonly limits = new SignInLimits(this);
  readonly open = new OpenSession(this);
  readonly code = new CheckCode(this);
  readonly password = new ProvePassword(this.members, this.passwords, this.limits);
  readonly both = new ProveBoth(this.password, this.code);
  readonly createAgency = new CreateAgency(this);
  readonly signIn = new SignIn(this);
  readonly completeSignIn = new CompleteSignIn(this);
  readonly refresh = new RefreshSessionToken(this);
  readonly signOut = new SignOut(this.sessions, this.identifiers, this.journal);
  readonly setPassword = new SetPassword(this);
  private readonly storage = new InMemoryStorage(this.clock);
  readonly clientList = new InMemoryClientRepository(this.storage, this.members);
  readonly clients = new InMemoryClientAccounts(this.storage, this.clientList);
  readonly me = new ReadMe(new InMemoryPresence(this), this.clients);

  /** Of an agency of her own. */
  async addAda(): Promise<Member> {
    return (await this.createAgency.run(NEW_AGENCY)).owner;
  }

  /** With a password alone. @throws {Error} when a second factor is asked for. */
  async signInAs(password = PASSWORD, email = NEW_AGENCY.owner.email): Promise<OpenedSession> {
    const outcome = await this.signIn.run({ email, password, origin: HOME });
    if (outcome.step !== 'signed-in') throw new Error('A second factor is asked for');
    return outcome.session;
  }
}
