import type { AuditTrail, MemberKey, MemberRepository, SessionRepository } from '@tributary/ports';
import { noSuchUser } from './no-such-user';
import { tellAgency, type ActingOperator } from './operator-act';

/** Ends every session of somebody of any agency. They may sign in again. */
export class SignUserOut {
  constructor(
    private readonly members: MemberRepository,
    private readonly sessions: SessionRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws {Refusal} `not-found` */
  async run(operator: ActingOperator, { agencyId, memberId }: MemberKey): Promise<void> {
    const member = await this.members.find(agencyId, memberId);
    if (!member) throw noSuchUser();
    await this.sessions.revokeAllOf(agencyId, memberId);
    await tellAgency(this.audit, operator, {
      ...{ agencyId, action: 'member.sign-out', before: null, after: null },
      target: { kind: 'member', id: memberId, label: `${member.name} <${member.email}>` },
    });
  }
}
