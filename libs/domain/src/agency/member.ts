export const ROLES = ['owner', 'admin', 'analyst', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** A person's login in one agency. The password hash never leaves the identity use cases. */
export interface Member {
  readonly id: string;
  readonly agencyId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly isDisabled: boolean;
}

export const PERMISSIONS = [
  'read-figures',
  'read-connections',
  'manage-connections',
  'manage-agency',
  'sync-now',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const GRANTS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS,
  analyst: ['read-figures', 'read-connections', 'sync-now'],
  viewer: ['read-figures', 'read-connections'],
};

export function can(role: Role, permission: Permission): boolean {
  return GRANTS[role].includes(permission);
}

export function permissionsOf(role: Role): readonly Permission[] {
  return GRANTS[role];
}
