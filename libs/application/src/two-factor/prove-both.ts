import type { Member } from '@tributary/domain';
import type { CheckCode, TypedCode } from './check-code';
import type { ProvePassword, TypedPassword } from './prove-password';
import { wrongCode } from './wrong-code';

export type BothFactors = TypedPassword & TypedCode;

/** Asks for the password and for a code, as a sign-in does. */
export class ProveBoth {
  constructor(
    private readonly password: ProvePassword,
    private readonly code: CheckCode,
  ) {}

  /** @throws {Refusal} `invalid-input` naming the field, `too-many-requests` */
  async run(member: Member, typed: BothFactors): Promise<void> {
    await this.password.run(member, typed);
    if (!(await this.code.run(member, typed))) throw wrongCode();
  }
}
