import type { Member } from '@tributary/domain';
import type { CredentialCipher, OneTimeCodes, SecondFactorRepository } from '@tributary/ports';
import { Refusal } from '../refusal';
import type { ProvePassword, TypedPassword } from './prove-password';
import { sealSecret } from './secrets';

/** Shown once: it is never given out again. */
export interface Enrolment {
  /** To be typed into an app, base32. */
  readonly key: string;
  /** `otpauth://`, to be scanned. */
  readonly uri: string;
}

/** Makes a secret for an authenticator app. It counts for nothing until a code confirms it. */
export class EnrolTwoFactor {
  constructor(
    private readonly ports: {
      readonly secondFactors: SecondFactorRepository;
      readonly oneTimeCodes: OneTimeCodes;
      readonly cipher: CredentialCipher;
      readonly password: ProvePassword;
    },
  ) {}

  /** @throws {Refusal} `invalid-input` for a wrong password, `not-possible-now` when it is on already */
  async run(member: Member, typed: TypedPassword): Promise<Enrolment> {
    const { secondFactors, oneTimeCodes, cipher, password } = this.ports;
    await password.run(member, typed);
    const key = { agencyId: member.agencyId, memberId: member.id };
    const secret = oneTimeCodes.newSecret();
    if (!(await secondFactors.enrol(key, sealSecret(cipher, key, secret)))) {
      throw new Refusal('not-possible-now', 'Two-factor sign-in is on already. Turn it off first.');
    }
    return oneTimeCodes.present(secret, member);
  }
}
