import { defineEntity, p } from '@mikro-orm/core';
import type { SignInMethod } from '@tributary/ports';
import { directoryPolicies, tenantPolicies } from './tenant-policies';

/** One sign-in on one device, and every refresh token that came from it. */
export const SessionFamilySchema = defineEntity({
  name: 'SessionFamilyRow',
  tableName: 'session_family',
  properties: {
    agencyId: p.uuid().primary(),
    id: p.uuid().primary(),
    memberId: p.uuid(),
    method: p.text().$type<SignInMethod>(),
    address: p.text().nullable(),
    userAgent: p.text().nullable(),
    createdAt: p.datetime(6).defaultRaw('now()'),
    lastUsedAt: p.datetime(6).defaultRaw('now()'),
    endsAt: p.datetime(6),
    revokedAt: p.datetime(6).nullable(),
  },
  indexes: [{ name: 'session_family_member_index', properties: ['agencyId', 'memberId'] }],
  ...tenantPolicies,
});

export const RefreshSessionSchema = defineEntity({
  name: 'RefreshSessionRow',
  tableName: 'refresh_session',
  properties: {
    agencyId: p.uuid().primary(),
    id: p.uuid().primary(),
    familyId: p.uuid(),
    memberId: p.uuid(),
    // Global on purpose: the cookie names a session before any agency is known.
    tokenHash: p.text().unique('refresh_session_token_hash_unique'),
    usedAt: p.datetime(6).nullable(),
    expiresAt: p.datetime(6),
    createdAt: p.datetime(6).defaultRaw('now()'),
  },
  indexes: [{ name: 'refresh_session_family_index', properties: ['agencyId', 'familyId'] }],
  ...directoryPolicies,
});
