import type { Provider } from '@nestjs/common';
import {
  DisableUser,
  InvitationLetters,
  InviteOwner,
  ListAgencies,
  ListUsers,
  OpenAgency,
  ReadNetworkHealth,
  SignUserOut,
  SuspendAgency,
} from '@tributary/application';
import {
  AgencyRepository,
  AuditTrail,
  Clock,
  IdentifierFactory,
  InvitationRepository,
  MemberRepository,
  NetworkCatalog,
  PlatformDirectory,
  SessionRepository,
  TeamRepository,
} from '@tributary/ports';
import { withList, withPorts } from './use-case-providers';

/** Of the operator of the installation. */
export const PLATFORM_USE_CASES: Provider[] = [
  withList(ListAgencies, [PlatformDirectory]),
  withList(ListUsers, [PlatformDirectory]),
  withList(ReadNetworkHealth, [PlatformDirectory, NetworkCatalog]),
  withList(SuspendAgency, [AgencyRepository, AuditTrail]),
  withPorts(DisableUser, {
    members: MemberRepository,
    team: TeamRepository,
    sessions: SessionRepository,
    audit: AuditTrail,
  }),
  withList(SignUserOut, [MemberRepository, SessionRepository, AuditTrail]),
  withPorts(InviteOwner, {
    agencies: AgencyRepository,
    team: TeamRepository,
    invitations: InvitationRepository,
    letters: InvitationLetters,
    identifiers: IdentifierFactory,
    clock: Clock,
    audit: AuditTrail,
  }),
  withPorts(OpenAgency, {
    agencies: AgencyRepository,
    owners: InviteOwner,
    identifiers: IdentifierFactory,
    audit: AuditTrail,
  }),
];
