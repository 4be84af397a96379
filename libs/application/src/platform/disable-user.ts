import type {
  AuditTrail,
  MemberKey,
  MemberRepository,
  SessionRepository,
  TeamRepository,
} from '@tributary/ports';
import { Refusal } from '../refusal';
import { tellAgency, type ActingOperator } from './operator-act';
import { noSuchUser } from './no-such-user';

/** Keeps somebody of any agency out, or lets them in again. */
export class DisableUser {
  constructor(
    private readonly ports: {
      readonly members: MemberRepository;
      readonly team: TeamRepository;
      readonly sessions: SessionRepository;
      readonly audit: AuditTrail;
    },
  ) {}

  /** @throws {Refusal} `not-found`; `not-possible-now` for oneself and for the last owner of an agency. */
  async run(operator: ActingOperator, key: MemberKey, isDisabled: boolean): Promise<void> {
    const { agencyId, memberId } = key;
    const member = await this.ports.members.find(agencyId, memberId);
    if (!member) throw noSuchUser();
    if (memberId === operator.member.id)
      throw new Refusal('not-possible-now', 'Nobody can disable themselves. Ask another platform admin.');
    if (member.isDisabled === isDisabled) return;
    const outcome = await this.ports.team.change(key, { isDisabled });
    if (outcome === 'last-owner') throw new Refusal('not-possible-now', LAST_OWNER);
    if (outcome !== 'done') throw noSuchUser();
    if (isDisabled) await this.ports.sessions.revokeAllOf(agencyId, memberId);
    await tellAgency(this.ports.audit, operator, {
      ...{ agencyId, action: isDisabled ? 'member.disable' : 'member.enable' },
      target: { kind: 'member', id: memberId, label: `${member.name} <${member.email}>` },
      ...{ before: { isDisabled: !isDisabled }, after: { isDisabled } },
    });
  }
}

const LAST_OWNER =
  'This is the last owner of the agency. Have somebody else made owner first, or suspend the agency.';
