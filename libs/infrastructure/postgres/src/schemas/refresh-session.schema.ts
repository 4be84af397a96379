import { defineEntity, p } from '@mikro-orm/core';

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
    revokedAt: p.datetime(6).nullable(),
    expiresAt: p.datetime(6),
    createdAt: p.datetime(6).defaultRaw('now()'),
  },
  indexes: [{ name: 'refresh_session_family_index', properties: ['agencyId', 'familyId'] }],
});
