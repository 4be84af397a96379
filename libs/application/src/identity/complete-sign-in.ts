import type { Member } from '@tributary/domain';
import type {
  IdentifierFactory,
  MemberRepository,
  SecondFactorTickets,
  SessionOrigin,
} from '@tributary/ports';
import { Refusal } from '../refusal';
import type { CheckCode } from '../two-factor/check-code';
import type { OpenedSession, OpenSession } from './open-session';

const TOO_LATE = 'The sign-in took too long. Begin again with your password.';
const WRONG_CODE = 'The code is not right. Type the one that the app shows now, or a recovery code.';

export interface SecondStep {
  readonly ticket: string;
  /** Of the app, or a recovery code. */
  readonly code: string;
  readonly origin: SessionOrigin;
}

/** The second step of a sign-in, after the password was right. */
export class CompleteSignIn {
  constructor(
    private readonly ports: {
      readonly members: MemberRepository;
      readonly tickets: SecondFactorTickets;
      readonly identifiers: IdentifierFactory;
      readonly code: CheckCode;
      readonly open: OpenSession;
    },
  ) {}

  /** @throws {Refusal} `sign-in-expired`, `sign-in-failed`, `too-many-requests` */
  async run({ ticket, code, origin }: SecondStep): Promise<OpenedSession> {
    const member = await this.memberOf(ticket);
    if (!member) throw new Refusal('sign-in-expired', TOO_LATE);
    if (!(await this.ports.code.run(member, { code, origin })))
      throw new Refusal('sign-in-failed', WRONG_CODE);
    return this.ports.open.run(member, { method: 'two-factor', origin });
  }

  /** null as well when the member was disabled, or has another password by now. */
  private async memberOf(ticket: string): Promise<Member | null> {
    const { members, tickets, identifiers } = this.ports;
    const read = await tickets.read(ticket);
    const member = read && (await members.find(read.agencyId, read.memberId));
    if (!member || member.isDisabled) return null;
    const found = await members.findByEmail(member.email);
    const isSame = identifiers.fingerprint(found?.passwordHash ?? '') === read.passwordFingerprint;
    return isSame ? member : null;
  }
}
