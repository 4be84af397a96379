import type { AgencyRole, Role } from '@tributary/api-contract';

export interface OfferedRole {
  readonly role: AgencyRole;
  readonly note: string;
}

const ROLES: readonly OfferedRole[] = [
  { role: 'owner', note: 'Everything, and the only ones who make owners.' },
  { role: 'admin', note: 'Connections, clients, the team and the settings.' },
  { role: 'analyst', note: 'Reads everything, exports, and starts a sync.' },
  { role: 'viewer', note: 'Reads everything.' },
  { role: 'client', note: 'Reads the figures of the clients that you choose.' },
];

/** The roles that somebody of this role gives. The server decides; this only hides. */
export function rolesOffered(role: Role | undefined): readonly OfferedRole[] {
  return role === 'owner' ? ROLES : ROLES.filter((offered) => offered.role !== 'owner');
}
