import { AGENCY_ROLES, type AgencyRole, type FigureView, type Role } from './member';

/** What somebody may do and see in an agency. */
export interface Access {
  readonly role: AgencyRole;
  /** Role `client`: the clients whose accounts it sees. Empty for every other role. */
  readonly clientIds: readonly string[];
  /** Role `client` only; `money` for every other. */
  readonly figures: FigureView;
}

/** The roles that somebody of this role gives and takes. Only an owner makes an owner. */
export function rolesGivenBy(role: Role): readonly AgencyRole[] {
  if (role === 'owner') return AGENCY_ROLES;
  if (role === 'admin') return AGENCY_ROLES.filter((given) => given !== 'owner');
  return [];
}
