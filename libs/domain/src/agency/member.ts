export const ROLES = ['owner', 'admin', 'analyst', 'viewer', 'client', 'platform-admin'] as const;
/**
 * `client` is a customer of the agency, who sees the accounts of its own clients only. `platform-admin` is the operator
 * of the installation: member of the platform's own agency, and without a view of any money.
 */
export type Role = (typeof ROLES)[number];

/** The roles that a member of a customer's agency can have. */
export const AGENCY_ROLES = [
  'owner',
  'admin',
  'analyst',
  'viewer',
  'client',
] as const satisfies readonly Role[];
export type AgencyRole = (typeof AGENCY_ROLES)[number];

/** What a client login sees instead of figures: amounts, or each figure as an index of the period before. */
export const FIGURE_VIEWS = ['money', 'index'] as const;
export type FigureView = (typeof FIGURE_VIEWS)[number];

/** A person's login in one agency. The password hash never leaves the identity use cases. */
export interface Member {
  readonly id: string;
  readonly agencyId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly isDisabled: boolean;
  /** Role `client`: the clients whose accounts it sees. Empty for every other role, which sees all of them. */
  readonly clientIds: readonly string[];
  /** Role `client` only; `money` for every other. */
  readonly figures: FigureView;
}

export const PERMISSIONS = [
  'read-figures',
  'read-sales',
  'export-sales',
  'read-connections',
  'manage-connections',
  'sync-now',
  'manage-agency',
  'manage-members',
  'manage-clients',
  'read-audit',
  'read-personal-data',
  'manage-personal-data',
  'manage-platform',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const READING = ['read-figures', 'read-sales', 'read-connections'] as const;
const MANAGING = PERMISSIONS.filter((permission) => permission !== 'manage-platform');

const GRANTS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: MANAGING,
  admin: MANAGING,
  analyst: [...READING, 'export-sales', 'sync-now'],
  viewer: READING,
  client: ['read-figures', 'read-sales'],
  'platform-admin': ['manage-platform', 'read-audit'],
};

/** Rows tell money: who sees an index sees none of them. */
const TELLS_MONEY: readonly Permission[] = ['read-sales', 'export-sales'];

export function can(member: Pick<Member, 'role' | 'figures'>, permission: Permission): boolean {
  return permissionsOf(member).includes(permission);
}

export function permissionsOf({ role, figures }: Pick<Member, 'role' | 'figures'>): readonly Permission[] {
  const granted = GRANTS[role];
  return figures === 'money' ? granted : granted.filter((permission) => !TELLS_MONEY.includes(permission));
}
