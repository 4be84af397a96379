import { defineEntity, p } from '@mikro-orm/core';
import { directoryPolicies } from './tenant-policies';

/** Which person at which identity provider a member is. */
export const MemberIdentitySchema = defineEntity({
  name: 'MemberIdentityRow',
  tableName: 'member_identity',
  properties: {
    agencyId: p.uuid().primary(),
    memberId: p.uuid().primary(),
    issuer: p.text().primary(),
    subject: p.text(),
    linkedAt: p.datetime(6).defaultRaw('now()'),
  },
  // Global on purpose: the provider names a person before any agency is known.
  uniques: [{ name: 'member_identity_subject_unique', properties: ['issuer', 'subject'] }],
  ...directoryPolicies,
});
