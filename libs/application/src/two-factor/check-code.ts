import type { Member } from '@tributary/domain';
import type {
  Clock,
  CredentialCipher,
  IdentifierFactory,
  OneTimeCodes,
  RecoveryCodeRepository,
  SecondFactorRepository,
  SessionOrigin,
} from '@tributary/ports';
import type { SignInJournal } from '../identity/sign-in-journal';
import type { SignInLimits } from '../identity/sign-in-limits';
import { openSecret, recoveryCodeHash } from './secrets';

const DIGITS = /^\d{6}$/;

export interface TypedCode {
  readonly code: string;
  readonly origin: SessionOrigin;
}

export interface CodePorts {
  readonly secondFactors: SecondFactorRepository;
  readonly recoveryCodes: RecoveryCodeRepository;
  readonly oneTimeCodes: OneTimeCodes;
  readonly cipher: CredentialCipher;
  readonly clock: Clock;
  readonly identifiers: IdentifierFactory;
  readonly limits: SignInLimits;
  readonly journal: SignInJournal;
}

/** Whether somebody holds the second factor of a member. A code of the app counts once, and so does a recovery code. */
export class CheckCode {
  constructor(private readonly ports: CodePorts) {}

  /** @throws {Refusal} `too-many-requests` */
  async run(member: Member, { code, origin }: TypedCode): Promise<boolean> {
    const { limits, journal } = this.ports;
    const attempt = await limits.take('second-factor', { email: member.email, origin });
    const typed = code.replaceAll(/[\s-]/g, '');
    const isRight = DIGITS.test(typed)
      ? await this.isOfTheApp(member, typed)
      : await this.isRecoveryCode(member, { code: typed, origin });
    if (isRight) await attempt.succeed();
    else journal.tried(member, { name: 'second-factor.fail', origin });
    return isRight;
  }

  private async isOfTheApp(member: Member, code: string): Promise<boolean> {
    const { secondFactors, oneTimeCodes, cipher, clock } = this.ports;
    const key = { agencyId: member.agencyId, memberId: member.id };
    const factor = await secondFactors.find(key);
    if (!factor?.isConfirmed) return false;
    const step = oneTimeCodes.stepOf(openSecret(cipher, key, factor.sealedSecret), code, clock.now());
    return step !== null && secondFactors.takeStep(key, step);
  }

  private async isRecoveryCode(member: Member, { code, origin }: TypedCode): Promise<boolean> {
    const { recoveryCodes, identifiers, journal } = this.ports;
    const key = { agencyId: member.agencyId, memberId: member.id };
    const isRight = await recoveryCodes.use(key, recoveryCodeHash(identifiers, key, code));
    if (isRight) await journal.did(member, { name: 'recovery-code.use', origin });
    return isRight;
  }
}
