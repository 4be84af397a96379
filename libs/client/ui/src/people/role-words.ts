const ROLES: Readonly<Record<string, string>> = {
  owner: 'Owner',
  admin: 'Admin',
  analyst: 'Analyst',
  viewer: 'Viewer',
  client: 'Client',
  'platform-admin': 'Platform admin',
};

/** Empty for a role that this client does not know yet. */
export function roleName(role: string): string {
  return ROLES[role] ?? '';
}
