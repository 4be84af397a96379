import type { Provider } from '@nestjs/common';
import {
  ForgetEndedSessions,
  ListSessions,
  OpenSession,
  ReadMe,
  RefreshSessionToken,
  RevokeOtherSessions,
  RevokeSession,
  SignIn,
  SignOut,
} from '@tributary/application';
import {
  AccessTokenIssuer,
  AgencyRepository,
  Clock,
  IdentifierFactory,
  MemberRepository,
  MemberSessions,
  PasswordHasher,
  SessionRepository,
} from '@tributary/ports';
import { withList, withPorts } from './use-case-providers';

const SESSION_PORTS = {
  sessions: SessionRepository,
  tokens: AccessTokenIssuer,
  identifiers: IdentifierFactory,
  clock: Clock,
};

/** Signing in and out, and where members are signed in. */
export const IDENTITY_USE_CASES: Provider[] = [
  withPorts(OpenSession, { ...SESSION_PORTS, agencies: AgencyRepository }),
  withList(SignIn, [MemberRepository, PasswordHasher, OpenSession]),
  withPorts(RefreshSessionToken, {
    ...SESSION_PORTS,
    members: MemberRepository,
    agencies: AgencyRepository,
  }),
  withList(SignOut, [SessionRepository, IdentifierFactory]),
  withList(ReadMe, [MemberRepository, AgencyRepository, SessionRepository]),
  withList(ListSessions, [MemberRepository, MemberSessions]),
  withList(RevokeSession, [MemberRepository, MemberSessions]),
  withList(RevokeOtherSessions, [MemberSessions]),
  withList(ForgetEndedSessions, [AgencyRepository, MemberSessions, Clock]),
];
