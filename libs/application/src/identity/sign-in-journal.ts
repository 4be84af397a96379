import type { Member } from '@tributary/domain';
import type {
  AuditFacts,
  AuditTrail,
  MemberRepository,
  SecurityEventName,
  SecurityLog,
  SessionKey,
  SessionOrigin,
} from '@tributary/ports';

interface Happening {
  readonly name: SecurityEventName;
  readonly origin: SessionOrigin;
  readonly facts?: AuditFacts;
}

/** Writes down what happens around signing in: for the agency in its audit trail, for the operator in the security log. */
export class SignInJournal {
  constructor(
    private readonly audit: AuditTrail,
    private readonly log: SecurityLog,
    private readonly members: MemberRepository,
  ) {}

  /** What a member did. */
  async did(member: Member, { name, origin, facts = {} }: Happening): Promise<void> {
    this.tell(name, member, origin);
    await this.audit.record({
      ...entryOf(member, name),
      actor: { kind: 'member', id: member.id, label: labelOf(member) },
      origin,
      outcome: 'done',
      after: Object.keys(facts).length > 0 ? facts : null,
    });
  }

  /**
   * What somebody tried in the name of a member, or of nobody. Does not wait: an answer that takes longer for accounts
   * that exist would tell that they do.
   */
  tried(member: Member | null, { name, origin }: Happening): void {
    this.tell(name, member, origin);
    if (!member) return;
    const actor = { kind: 'visitor', id: null, label: member.email } as const;
    this.audit
      .record({ ...entryOf(member, name), actor, origin, outcome: 'refused', after: null })
      .catch(() => {
        this.tell('audit.lose', member, origin);
      });
  }

  /** What happened with a session, of which only the key is at hand. */
  async ofSession({ agencyId, memberId }: SessionKey, happening: Happening): Promise<void> {
    const member = await this.members.find(agencyId, memberId);
    if (!member) return;
    if (happening.name === 'session.reuse') this.tried(member, happening);
    else await this.did(member, happening);
  }

  /** To the operator only: the audit trail has it from the route. */
  tell(name: SecurityEventName, member: Pick<Member, 'agencyId' | 'id'> | null, origin: SessionOrigin): void {
    const { agencyId, id } = member ?? { agencyId: null, id: null };
    this.log.tell({ name, agencyId, memberId: id, address: origin.address });
  }
}

function entryOf(member: Member, action: string) {
  const target = { kind: 'member', id: member.id, label: labelOf(member) };
  return { agencyId: member.agencyId, action, target, before: null };
}

function labelOf({ name, email }: Member): string {
  return `${name} <${email}>`;
}
