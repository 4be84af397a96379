import type { Member } from '@tributary/domain';
import {
  IdentityProviderError,
  type AuditEntry,
  type AuditTrail,
  type IdentityProvider,
  type ProviderAttempt,
  type SessionOrigin,
} from '@tributary/ports';
import type { FindProvidedMember, ProvidedMember } from './find-provided-member';
import type { OpenedSession, OpenSession } from './open-session';
import { ProviderSignInRefused } from './provider-sign-in-refused';
import type { SignInJournal } from './sign-in-journal';

export interface ReturnFromProvider {
  /** Of the address that the person came back to, as it came. */
  readonly query: string;
  readonly attempt: ProviderAttempt;
  readonly origin: SessionOrigin;
}

/** Signs in whom the identity provider named. A second factor is the provider's business. */
export class SignInWithProvider {
  constructor(
    private readonly ports: {
      readonly provider: IdentityProvider;
      readonly find: FindProvidedMember;
      readonly open: OpenSession;
      readonly audit: AuditTrail;
      readonly journal: SignInJournal;
    },
  ) {}

  /** @throws {ProviderSignInRefused} */
  async run({ query, attempt, origin }: ReturnFromProvider): Promise<OpenedSession> {
    try {
      const person = await this.ports.provider.complete(query, attempt);
      const found = await this.ports.find.run(person);
      for (const entry of entriesOf(found)) await this.ports.audit.record({ ...entry, origin });
      return await this.ports.open.run(found.member, { method: 'sso', origin });
    } catch (error) {
      throw await this.refusalOf(error, origin);
    }
  }

  private async refusalOf(error: unknown, origin: SessionOrigin): Promise<unknown> {
    const refused = asRefused(error);
    if (!refused) return error;
    const { member, problem } = refused;
    this.ports.journal.tell('sign-in.fail', member, origin);
    if (member) {
      const actor = { kind: 'visitor', id: null, label: member.email } as const;
      const after = { method: 'sso', problem };
      await this.ports.audit.record({ ...entryOf(member, 'sign-in.fail', 'refused'), actor, after, origin });
    }
    return refused;
  }
}

function asRefused(error: unknown): ProviderSignInRefused | null {
  if (error instanceof IdentityProviderError)
    return new ProviderSignInRefused(error.problem, null, { cause: error });
  return error instanceof ProviderSignInRefused ? error : null;
}

/** What the sign-in changed about the member, in the order in which it happened. */
function* entriesOf({ member, before, isNewHere }: ProvidedMember): Generator<AuditEntry> {
  if (before === null) {
    const { name, email, role } = member;
    yield { ...entryOf(member, 'member.create', 'done'), after: { name, email, role } };
  } else if (isNewHere) yield entryOf(member, 'member.link-identity', 'done');
  if (before !== null && before.role !== member.role) {
    const roles = { before: { role: before.role }, after: { role: member.role } };
    yield { ...entryOf(member, 'member.change-role', 'done'), ...roles };
  }
}

/** Of the member about themselves: nobody else did it. */
function entryOf(member: Member, action: string, outcome: AuditEntry['outcome']): AuditEntry {
  const { agencyId, id, name, email } = member;
  return {
    ...{ agencyId, action, outcome, origin: null, before: null, after: null },
    actor: { kind: 'member', id, label: `${name} <${email}>` },
    target: { kind: 'member', id, label: name },
  };
}
