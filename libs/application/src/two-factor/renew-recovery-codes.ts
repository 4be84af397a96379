import type { Member } from '@tributary/domain';
import type { IdentifierFactory, OneTimeCodes, RecoveryCodeRepository } from '@tributary/ports';
import type { SignInJournal } from '../identity/sign-in-journal';
import type { BothFactors, ProveBoth } from './prove-both';
import { newRecoveryCodes } from './secrets';

/** Ten new recovery codes; the old ones open nothing any more. */
export class RenewRecoveryCodes {
  constructor(
    private readonly ports: {
      readonly recoveryCodes: RecoveryCodeRepository;
      readonly oneTimeCodes: OneTimeCodes;
      readonly identifiers: IdentifierFactory;
      readonly both: ProveBoth;
      readonly journal: SignInJournal;
    },
  ) {}

  /** @returns the codes, to be shown once. @throws {Refusal} `invalid-input`, `too-many-requests` */
  async run(member: Member, typed: BothFactors): Promise<readonly string[]> {
    const { recoveryCodes, both, journal } = this.ports;
    await both.run(member, typed);
    const key = { agencyId: member.agencyId, memberId: member.id };
    const { codes, hashes } = newRecoveryCodes(this.ports, key);
    await recoveryCodes.replace(key, hashes);
    journal.tell('recovery-codes.renew', member, typed.origin);
    return codes;
  }
}
