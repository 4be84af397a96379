import { defineEntity, p } from '@mikro-orm/core';
import { PLATFORM_AGENCY_ID, type FigureView, type Role } from '@tributary/domain';
import { directoryPolicies } from './tenant-policies';

export const MemberSchema = defineEntity({
  name: 'MemberRow',
  tableName: 'member',
  properties: {
    agencyId: p.uuid().primary(),
    id: p.uuid().primary(),
    email: p.text(),
    name: p.text(),
    role: p.text().$type<Role>(),
    figures: p.text().$type<FigureView>().default('money'),
    isDisabled: p.boolean().default(false),
    /** Null: signs in at an identity provider only. */
    passwordHash: p.text().nullable(),
    createdAt: p.datetime(6).defaultRaw('now()'),
    lastSeenAt: p.datetime(6).nullable(),
  },
  uniques: [
    // Global on purpose: whoever signs in is known by e-mail alone, before any agency is.
    {
      name: 'member_email_unique',
      expression: 'create unique index "member_email_unique" on "member" (lower("email"))',
    },
  ],
  checks: [
    {
      name: 'member_platform_admin',
      expression: `(role = 'platform-admin') = (agency_id = '${PLATFORM_AGENCY_ID}')`,
    },
  ],
  ...directoryPolicies,
});
