import type { Provider } from '@nestjs/common';
import {
  DisableUser,
  ListAgencies,
  ListUsers,
  ReadNetworkHealth,
  SignUserOut,
  SuspendAgency,
} from '@tributary/application';
import {
  AgencyRepository,
  AuditTrail,
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
];
