import type { Member } from '@tributary/domain';
import type {
  MemberSessions,
  SecondFactorPolicy,
  SecondFactorRepository,
  SessionKey,
} from '@tributary/ports';
import type { SignInJournal } from '../identity/sign-in-journal';
import { Refusal } from '../refusal';
import type { BothFactors, ProveBoth } from './prove-both';

const REQUIRED =
  'Your agency asks everybody for two-factor sign-in, so it stays on. An admin can reset it for a new phone.';

/** Turns two-factor sign-in off. Every other session of the member ends. */
export class DisableTwoFactor {
  constructor(
    private readonly ports: {
      readonly secondFactors: SecondFactorRepository;
      readonly policy: SecondFactorPolicy;
      readonly memberSessions: MemberSessions;
      readonly both: ProveBoth;
      readonly journal: SignInJournal;
    },
  ) {}

  /** @throws {Refusal} `invalid-input`, `not-possible-now` when the agency requires it, `too-many-requests` */
  async run(member: Member, session: SessionKey, typed: BothFactors): Promise<void> {
    const { secondFactors, policy, memberSessions, both, journal } = this.ports;
    if (await policy.isRequired(member.agencyId)) throw new Refusal('not-possible-now', REQUIRED);
    await both.run(member, typed);
    await secondFactors.remove({ agencyId: member.agencyId, memberId: member.id });
    await memberSessions.revokeOthers(session);
    journal.tell('two-factor.disable', member, typed.origin);
  }
}
