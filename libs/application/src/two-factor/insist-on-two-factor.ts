import type { AccessClaims, SecondFactorPolicy } from '@tributary/ports';
import { Refusal } from '../refusal';

const LACKING = 'Your agency asks everybody for two-factor sign-in. Set it up to go on.';

/** Keeps members without a second factor out of everything else, where their agency requires one. */
export class InsistOnTwoFactor {
  constructor(private readonly policy: SecondFactorPolicy) {}

  /**
   * Only sessions that a password alone opened are asked: the others have shown a second factor, here or to the
   * identity provider of the agency, and end when it is reset.
   * @throws {Refusal} `two-factor-required`
   */
  async run({
    agencyId,
    memberId,
    method,
  }: Pick<AccessClaims, 'agencyId' | 'memberId' | 'method'>): Promise<void> {
    if (method !== 'password') return;
    if (await this.policy.isLacking({ agencyId, memberId }))
      throw new Refusal('two-factor-required', LACKING);
  }
}
