import type { Member } from './member';

/**
 * What an identity provider's groups can make of a person. Owners are named by people, and the operator of the
 * installation by a command: neither is ever given by a group.
 */
export const MAPPED_ROLES = ['admin', 'analyst', 'viewer', 'client'] as const;
export type MappedRole = (typeof MAPPED_ROLES)[number];

/** Whoever has this group has this role in this agency. */
export interface RoleRule {
  readonly group: string;
  readonly agencyId: string;
  readonly role: MappedRole;
}

/** The operator's rules, in order: of several that apply to a person the first counts. */
export class RoleMap {
  constructor(readonly rules: readonly RoleRule[]) {}

  /** In whichever agency; null for somebody who has no business here. */
  first(groups: readonly string[]): RoleRule | null {
    return this.rules.find(({ group }) => groups.includes(group)) ?? null;
  }

  /** In this agency only: what a person is elsewhere counts for nothing here. */
  roleIn(agencyId: string, groups: readonly string[]): MappedRole | null {
    const rules = this.rules.filter((rule) => rule.agencyId === agencyId);
    return rules.find(({ group }) => groups.includes(group))?.role ?? null;
  }
}

/** The member with the role that the map gives now. An owner stays one: no group made them that, and none ends it. */
export function withMappedRole(member: Member, role: MappedRole): Member {
  if (member.role === role || member.role === 'owner') return member;
  return { ...member, role, clientIds: [], figures: 'money' };
}
