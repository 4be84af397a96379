import { defineEntity, p } from '@mikro-orm/core';
import type { AgencyRole, FigureView } from '@tributary/domain';
import { directoryPolicies, tenantPolicies } from './tenant-policies';

/** Until it is accepted or taken back: then the row goes. */
export const InvitationSchema = defineEntity({
  name: 'InvitationRow',
  tableName: 'invitation',
  properties: {
    agencyId: p.uuid().primary(),
    id: p.uuid().primary(),
    email: p.text(),
    name: p.text().nullable(),
    role: p.text().$type<AgencyRole>(),
    figures: p.text().$type<FigureView>(),
    invitedBy: p.text(),
    // Global on purpose: a link names an invitation before any agency is known.
    tokenHash: p.text().unique('invitation_token_hash_unique'),
    createdAt: p.datetime(6).defaultRaw('clock_timestamp()'),
    expiresAt: p.datetime(6),
    mailedAt: p.datetime(6).nullable(),
  },
  uniques: [
    {
      name: 'invitation_email_unique',
      expression:
        'create unique index "invitation_email_unique" on "invitation" ("agency_id", lower("email"))',
    },
  ],
  ...directoryPolicies,
});

/** Whose accounts the person will see who accepts. */
export const InvitationClientSchema = defineEntity({
  name: 'InvitationClientRow',
  tableName: 'invitation_client',
  properties: {
    agencyId: p.uuid().primary(),
    invitationId: p.uuid().primary(),
    clientId: p.uuid().primary(),
  },
  ...tenantPolicies,
});
