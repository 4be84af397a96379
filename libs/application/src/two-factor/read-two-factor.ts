import type { Member } from '@tributary/domain';
import type { RecoveryCodeRepository, SecondFactorPolicy, SecondFactorRepository } from '@tributary/ports';

export interface TwoFactorState {
  readonly isOn: boolean;
  /** The agency asks everybody for it. */
  readonly isRequired: boolean;
  readonly recoveryCodesLeft: number;
}

/** How a member's own two-factor sign-in stands. */
export class ReadTwoFactor {
  constructor(
    private readonly secondFactors: SecondFactorRepository,
    private readonly recoveryCodes: RecoveryCodeRepository,
    private readonly policy: SecondFactorPolicy,
  ) {}

  async run({ agencyId, id }: Member): Promise<TwoFactorState> {
    const key = { agencyId, memberId: id };
    const [factor, recoveryCodesLeft, isRequired] = await Promise.all([
      this.secondFactors.find(key),
      this.recoveryCodes.countLeft(key),
      this.policy.isRequired(agencyId),
    ]);
    return { isOn: factor?.isConfirmed ?? false, isRequired, recoveryCodesLeft };
  }
}
