import type { Agency, Member } from '@tributary/domain';
import type {
  MemberRepository,
  MemberSessions,
  PasswordHasher,
  SessionKey,
  SessionOrigin,
  TeamRepository,
} from '@tributary/ports';
import { checkedName } from '../team/accept-invitation';
import type { ProvePassword } from '../two-factor/prove-password';
import { checkPassword } from './password';
import type { SignInJournal } from './sign-in-journal';

/** Changes how a member is called. */
export class ChangeOwnName {
  constructor(private readonly team: TeamRepository) {}

  /** @throws {Refusal} `invalid-input` @returns the member with the new name. */
  async run(member: Member, typed: string): Promise<Member> {
    const name = checkedName(typed);
    await this.team.change({ agencyId: member.agencyId, memberId: member.id }, { name });
    return { ...member, name };
  }
}

export interface OwnPasswordChange {
  /** The one that counts until now. */
  readonly password: string;
  readonly newPassword: string;
  readonly origin: SessionOrigin;
  /** The session that asks: it goes on, every other ends. */
  readonly kept: SessionKey;
}

/** Changes a member's own password. A session alone is not enough: the password of until now must be known. */
export class ChangeOwnPassword {
  constructor(
    private readonly ports: {
      readonly proof: ProvePassword;
      readonly members: MemberRepository;
      readonly passwords: PasswordHasher;
      readonly sessions: MemberSessions;
      readonly journal: SignInJournal;
    },
  ) {}

  /** @throws {Refusal} `invalid-input`, naming the field; `too-many-requests` */
  async run(member: Member, agency: Agency, change: OwnPasswordChange): Promise<void> {
    const { proof, members, passwords, sessions, journal } = this.ports;
    const { password, newPassword, origin, kept } = change;
    await proof.run(member, { password, origin });
    checkPassword(newPassword, { ...member, agency: agency.name }, 'newPassword');
    await members.setPasswordHash(member.agencyId, member.id, await passwords.hash(newPassword));
    await sessions.revokeOthers(kept);
    journal.tell('password.change', member, origin);
  }
}
