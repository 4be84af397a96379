import type { Member } from '@tributary/domain';
import type {
  MemberRepository,
  SecondFactorRepository,
  SessionOrigin,
  SessionRepository,
} from '@tributary/ports';
import type { SignInJournal } from '../identity/sign-in-journal';
import { Refusal } from '../refusal';
import { mayManage, memberOf } from '../sessions/member-of';

const OWN = 'Turn off your own under Profile: that asks for your password and a code.';

/** For a member who lost phone and recovery codes. Ends all of their sessions: nobody knows who has the phone. */
export class ResetTwoFactor {
  constructor(
    private readonly ports: {
      readonly members: MemberRepository;
      readonly secondFactors: SecondFactorRepository;
      readonly sessions: SessionRepository;
      readonly journal: SignInJournal;
    },
  ) {}

  /** @throws {Refusal} `not-found`; `forbidden` for oneself, and for an admin who means an owner */
  async run(manager: Member, memberId: string, origin: SessionOrigin): Promise<void> {
    const { members, secondFactors, sessions, journal } = this.ports;
    const member = await memberOf(members, manager.agencyId, memberId);
    if (member.id === manager.id) throw new Refusal('forbidden', OWN);
    mayManage(manager, member);
    const key = { agencyId: member.agencyId, memberId: member.id };
    if (!(await secondFactors.remove(key))) {
      throw new Refusal('not-possible-now', 'This member has no two-factor sign-in to reset.');
    }
    await sessions.revokeAllOf(member.agencyId, member.id);
    journal.tell('two-factor.reset', member, origin);
  }
}
