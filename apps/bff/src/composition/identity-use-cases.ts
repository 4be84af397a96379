import type { Provider } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import {
  AttemptAllowance,
  CheckCode,
  CompleteSignIn,
  FindProvidedMember,
  ForgetEndedSessions,
  ForgetOldAttempts,
  ListSessions,
  OpenSession,
  ReadMe,
  RefreshSessionToken,
  RevokeOtherSessions,
  RevokeSession,
  SignIn,
  SignInJournal,
  SignInLimits,
  SignInWithProvider,
  SignOut,
} from '@tributary/application';
import {
  AccessTokenIssuer,
  AgencyRepository,
  AttemptLimiter,
  AuditTrail,
  ClientAccounts,
  Clock,
  IdentifierFactory,
  IdentityProvider,
  MemberIdentityRepository,
  MemberRepository,
  PresenceReader,
  MemberSessions,
  PasswordHasher,
  SecondFactorRepository,
  SecondFactorTickets,
  SecurityLog,
  SessionRepository,
} from '@tributary/ports';
import { RoleMap } from '@tributary/domain';
import type { Environment } from './config';
import { TWO_FACTOR_USE_CASES } from './two-factor-use-cases';
import { withList, withPorts } from './use-case-providers';

const SESSION_PORTS = {
  sessions: SessionRepository,
  tokens: AccessTokenIssuer,
  identifiers: IdentifierFactory,
  clock: Clock,
  agencies: AgencyRepository,
  journal: SignInJournal,
};

/** Signing in and out, and where members are signed in. */
export const IDENTITY_USE_CASES: Provider[] = [
  {
    provide: AttemptAllowance,
    inject: [ConfigService],
    useFactory: (config: ConfigService<Environment, true>) =>
      new AttemptAllowance(config.get('THROTTLE_FACTOR', { infer: true })),
  },
  withList(SignInJournal, [AuditTrail, SecurityLog, MemberRepository]),
  withPorts(SignInLimits, {
    attempts: AttemptLimiter,
    identifiers: IdentifierFactory,
    allowance: AttemptAllowance,
    log: SecurityLog,
  }),
  withPorts(OpenSession, SESSION_PORTS),
  withPorts(SignIn, {
    members: MemberRepository,
    passwords: PasswordHasher,
    secondFactors: SecondFactorRepository,
    tickets: SecondFactorTickets,
    identifiers: IdentifierFactory,
    limits: SignInLimits,
    journal: SignInJournal,
    open: OpenSession,
  }),
  withPorts(CompleteSignIn, {
    members: MemberRepository,
    tickets: SecondFactorTickets,
    identifiers: IdentifierFactory,
    code: CheckCode,
    open: OpenSession,
  }),
  withPorts(FindProvidedMember, {
    roles: RoleMap,
    identities: MemberIdentityRepository,
    members: MemberRepository,
    agencies: AgencyRepository,
    sessions: SessionRepository,
    identifiers: IdentifierFactory,
  }),
  withPorts(SignInWithProvider, {
    provider: IdentityProvider,
    find: FindProvidedMember,
    open: OpenSession,
    audit: AuditTrail,
    journal: SignInJournal,
  }),
  withPorts(RefreshSessionToken, { ...SESSION_PORTS, members: MemberRepository }),
  withList(SignOut, [SessionRepository, IdentifierFactory, SignInJournal]),
  withList(ReadMe, [PresenceReader, ClientAccounts]),
  withList(ListSessions, [MemberRepository, MemberSessions]),
  withList(RevokeSession, [MemberRepository, MemberSessions, SignInJournal]),
  withList(RevokeOtherSessions, [MemberSessions, SignInJournal]),
  withList(ForgetEndedSessions, [AgencyRepository, MemberSessions, Clock]),
  withList(ForgetOldAttempts, [AttemptLimiter]),
  ...TWO_FACTOR_USE_CASES,
];
