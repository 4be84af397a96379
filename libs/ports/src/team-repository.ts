import type { Member } from '@tributary/domain';
import type { MemberKey } from './second-factor';

/** A member as the team's page shows them. */
export interface TeamMember extends Member {
  readonly joinedAt: Date;
  /** To a few minutes; null before the first sign-in. */
  readonly lastSeenAt: Date | null;
}

/** What is left out stays. `clientIds` replaces all of them. */
export type MemberChange = Partial<Pick<Member, 'name' | 'role' | 'clientIds' | 'figures' | 'isDisabled'>>;

/** `last-owner`: the agency would have no owner left who can sign in. Only `done` changes anything. */
export type TeamOutcome = 'done' | 'unknown' | 'unknown-client' | 'last-owner';

/** The members of an agency, to look at and to change. Changes that meet are taken one after the other. */
export abstract class TeamRepository {
  /** By name, without regard to case. */
  abstract listOf(agencyId: string): Promise<readonly TeamMember[]>;
  abstract change(key: MemberKey, change: MemberChange): Promise<TeamOutcome>;
  /** With their sessions and everything else that is only theirs; what they did stays in the audit trail. */
  abstract remove(key: MemberKey): Promise<TeamOutcome>;
  /** The storage's clock says when. Notes it again only after some minutes: cheap to call. */
  abstract noteSeen(key: MemberKey): Promise<void>;
}
