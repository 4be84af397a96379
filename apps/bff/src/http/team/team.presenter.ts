import type { InvitationView, MemberView, SentInvitationView } from '@tributary/api-contract';
import type { ListedMember, SentInvitation } from '@tributary/application';
import type { Invitation } from '@tributary/domain';

export function memberView({ agencyId, joinedAt, lastSeenAt, ...member }: ListedMember): MemberView {
  return {
    ...member,
    joinedAt: joinedAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  };
}

export function invitationView(invitation: Invitation, now: Date): InvitationView {
  const { agencyId, createdAt, expiresAt, mailedAt, ...shown } = invitation;
  return {
    ...shown,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isExpired: expiresAt.getTime() <= now.getTime(),
    mailedAt: mailedAt?.toISOString() ?? null,
  };
}

export function sentInvitationView(sent: SentInvitation, now: Date): SentInvitationView {
  const { invitation, delivery, link } = sent;
  return { ...invitationView(invitation, now), delivery, link };
}
