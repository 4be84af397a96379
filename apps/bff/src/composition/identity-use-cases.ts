import type { Provider } from '@nestjs/common';
import {
  FindProvidedMember,
  ForgetEndedSessions,
  ListSessions,
  OpenSession,
  ReadMe,
  RefreshSessionToken,
  RevokeOtherSessions,
  RevokeSession,
  SignIn,
  SignInWithProvider,
  SignOut,
} from '@tributary/application';
import {
  AccessTokenIssuer,
  AgencyRepository,
  AuditTrail,
  ClientAccounts,
  Clock,
  IdentifierFactory,
  IdentityProvider,
  MemberIdentityRepository,
  MemberRepository,
  MemberSessions,
  PasswordHasher,
  SessionRepository,
} from '@tributary/ports';
import { RoleMap } from '@tributary/domain';
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
  }),
  withPorts(RefreshSessionToken, {
    ...SESSION_PORTS,
    members: MemberRepository,
    agencies: AgencyRepository,
  }),
  withList(SignOut, [SessionRepository, IdentifierFactory]),
  withPorts(ReadMe, {
    members: MemberRepository,
    agencies: AgencyRepository,
    sessions: SessionRepository,
    clients: ClientAccounts,
  }),
  withList(ListSessions, [MemberRepository, MemberSessions]),
  withList(RevokeSession, [MemberRepository, MemberSessions]),
  withList(RevokeOtherSessions, [MemberSessions]),
  withList(ForgetEndedSessions, [AgencyRepository, MemberSessions, Clock]),
];
