import { defineEntity, p } from '@mikro-orm/core';
import { directoryPolicies } from './tenant-policies';

/** At most one for each member: a newer one takes its place. */
export const PasswordResetSchema = defineEntity({
  name: 'PasswordResetRow',
  tableName: 'password_reset',
  properties: {
    agencyId: p.uuid().primary(),
    memberId: p.uuid().primary(),
    // Global on purpose: a link names a reset before any agency is known.
    tokenHash: p.text().unique('password_reset_token_hash_unique'),
    expiresAt: p.datetime(6),
  },
  ...directoryPolicies,
});
