import type { Provider } from '@nestjs/common';
import {
  AcceptInvitation,
  ChangeMember,
  ChangeOwnName,
  ChangeOwnPassword,
  CompletePasswordReset,
  InvitationLetters,
  InviteMember,
  ListInvitations,
  ListTeam,
  LookAtInvitation,
  LookAtPasswordReset,
  NoteSeen,
  OpenSession,
  ProvePassword,
  RemoveMember,
  RequestPasswordReset,
  ResendInvitation,
  RevokeInvitation,
  SignInJournal,
} from '@tributary/application';
import {
  AgencyRepository,
  Clock,
  IdentifierFactory,
  InvitationAcceptance,
  InvitationRepository,
  Mailer,
  MemberPages,
  MemberRepository,
  MemberSessions,
  PasswordHasher,
  PasswordResetRepository,
  SecondFactorPolicy,
  SessionRepository,
  TeamRepository,
} from '@tributary/ports';
import { withList, withPorts } from './use-case-providers';

const INVITATION_PORTS = {
  invitations: InvitationRepository,
  letters: InvitationLetters,
  identifiers: IdentifierFactory,
  clock: Clock,
};
const OPEN_INVITATION_PORTS = {
  acceptance: InvitationAcceptance,
  agencies: AgencyRepository,
  identifiers: IdentifierFactory,
};
const RESET_PORTS = {
  resets: PasswordResetRepository,
  members: MemberRepository,
  identifiers: IdentifierFactory,
};

/** The team of an agency, how people come into it, and what they change about themselves. */
export const TEAM_USE_CASES: Provider[] = [
  withList(ListTeam, [TeamRepository, SecondFactorPolicy]),
  withPorts(ChangeMember, { team: TeamRepository, members: MemberRepository, sessions: SessionRepository }),
  withPorts(RemoveMember, { team: TeamRepository, members: MemberRepository }),
  withList(NoteSeen, [TeamRepository, Clock]),
  withPorts(InvitationLetters, { invitations: InvitationRepository, mailer: Mailer, pages: MemberPages }),
  withPorts(InviteMember, { ...INVITATION_PORTS, team: TeamRepository }),
  withList(ListInvitations, [InvitationRepository]),
  withPorts(ResendInvitation, INVITATION_PORTS),
  withList(RevokeInvitation, [InvitationRepository]),
  withPorts(LookAtInvitation, OPEN_INVITATION_PORTS),
  withPorts(AcceptInvitation, {
    ...OPEN_INVITATION_PORTS,
    look: LookAtInvitation,
    passwords: PasswordHasher,
    open: OpenSession,
    journal: SignInJournal,
  }),
  withPorts(RequestPasswordReset, {
    ...RESET_PORTS,
    mailer: Mailer,
    pages: MemberPages,
    clock: Clock,
    journal: SignInJournal,
  }),
  withPorts(LookAtPasswordReset, RESET_PORTS),
  withPorts(CompletePasswordReset, {
    ...RESET_PORTS,
    look: LookAtPasswordReset,
    agencies: AgencyRepository,
    passwords: PasswordHasher,
    journal: SignInJournal,
  }),
  withList(ChangeOwnName, [TeamRepository]),
  withPorts(ChangeOwnPassword, {
    proof: ProvePassword,
    members: MemberRepository,
    passwords: PasswordHasher,
    sessions: MemberSessions,
    journal: SignInJournal,
  }),
];
