import type { Member } from '@tributary/domain';
import type {
  Clock,
  CredentialCipher,
  IdentifierFactory,
  MemberSessions,
  OneTimeCodes,
  SecondFactorRepository,
  SessionKey,
} from '@tributary/ports';
import type { SignInJournal } from '../identity/sign-in-journal';
import type { SignInLimits } from '../identity/sign-in-limits';
import { Refusal } from '../refusal';
import type { TypedCode } from './check-code';
import { newRecoveryCodes, openSecret } from './secrets';
import { wrongCode } from './wrong-code';

/** Turns two-factor sign-in on, once a code shows that the app works. Sessions that were opened without it end, but this one. */
export class ConfirmTwoFactor {
  constructor(
    private readonly ports: {
      readonly secondFactors: SecondFactorRepository;
      readonly oneTimeCodes: OneTimeCodes;
      readonly cipher: CredentialCipher;
      readonly clock: Clock;
      readonly identifiers: IdentifierFactory;
      readonly memberSessions: MemberSessions;
      readonly limits: SignInLimits;
      readonly journal: SignInJournal;
    },
  ) {}

  /** @returns the recovery codes, to be shown once. @throws {Refusal} `invalid-input`, `not-possible-now` */
  async run(member: Member, session: SessionKey, { code, origin }: TypedCode): Promise<readonly string[]> {
    const { secondFactors, limits, memberSessions, journal } = this.ports;
    const key = { agencyId: member.agencyId, memberId: member.id };
    const attempt = await limits.take('second-factor', { email: member.email, origin });
    const step = await this.stepOf(member, code);
    if (step === null) throw wrongCode();
    const { codes, hashes } = newRecoveryCodes(this.ports, key);
    if (!(await secondFactors.confirm(key, { step, recoveryCodeHashes: hashes }))) throw nothingToConfirm();
    await attempt.giveBack();
    await memberSessions.revokeOthers(session);
    journal.tell('two-factor.enable', member, origin);
    return codes;
  }

  private async stepOf({ agencyId, id }: Member, code: string): Promise<number | null> {
    const { secondFactors, oneTimeCodes, cipher, clock } = this.ports;
    const key = { agencyId, memberId: id };
    const factor = await secondFactors.find(key);
    if (!factor || factor.isConfirmed) throw nothingToConfirm();
    const secret = openSecret(cipher, key, factor.sealedSecret);
    return oneTimeCodes.stepOf(secret, code.replaceAll(/\s/g, ''), clock.now());
  }
}

function nothingToConfirm(): Refusal {
  return new Refusal('not-possible-now', 'There is nothing to confirm. Set two-factor sign-in up first.');
}
