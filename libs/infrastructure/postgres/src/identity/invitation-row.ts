import type { Invitation } from '@tributary/domain';
import { instant, instantOrNull } from '../statement';

export type InvitationRow = Omit<Invitation, 'createdAt' | 'expiresAt' | 'mailedAt'> & {
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly mailedAt: string | null;
};

/** `$1` is the agency. Ends where a condition may follow. */
export const SELECT_INVITATIONS = `
  select i.id, i.agency_id as "agencyId", i.email, i.name, i.role, i.figures, i.invited_by as "invitedBy",
    array(select c.client_id from invitation_client c where c.agency_id = i.agency_id and c.invitation_id = i.id
      order by 1) as "clientIds",
    i.created_at as "createdAt", i.expires_at as "expiresAt", i.mailed_at as "mailedAt"
  from invitation i where i.agency_id = $1`;

export function invitationOf(row: InvitationRow): Invitation {
  return {
    ...row,
    createdAt: instant(row.createdAt),
    expiresAt: instant(row.expiresAt),
    mailedAt: instantOrNull(row.mailedAt),
  };
}
