import type { Member } from '@tributary/domain';
import type { SecondFactorPolicy, SecondFactorRepository, SessionOrigin } from '@tributary/ports';
import type { SignInJournal } from '../identity/sign-in-journal';
import { Refusal } from '../refusal';

const FIRST_YOURSELF = 'Turn on two-factor sign-in for yourself first, under Profile.';

export interface TwoFactorWish {
  readonly isRequired: boolean;
  readonly origin: SessionOrigin;
}

/** Whether everybody of an agency must have a second factor. Who has none can do nothing else until they do. */
export class RequireTwoFactor {
  constructor(
    private readonly policy: SecondFactorPolicy,
    private readonly secondFactors: SecondFactorRepository,
    private readonly journal: SignInJournal,
  ) {}

  isRequired(agencyId: string): Promise<boolean> {
    return this.policy.isRequired(agencyId);
  }

  /** @throws {Refusal} `not-possible-now` when who asks for it has none */
  async run(member: Member, { isRequired, origin }: TwoFactorWish): Promise<void> {
    const factor = await this.secondFactors.find({ agencyId: member.agencyId, memberId: member.id });
    if (isRequired && !factor?.isConfirmed) throw new Refusal('not-possible-now', FIRST_YOURSELF);
    await this.policy.require(member.agencyId, isRequired);
    this.journal.tell('two-factor.require', member, origin);
  }
}
