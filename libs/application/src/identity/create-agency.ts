import { currency, timeZone, type Agency, type Member } from '@tributary/domain';
import type {
  AgencyRepository,
  AuditTrail,
  IdentifierFactory,
  MemberRepository,
  PasswordHasher,
} from '@tributary/ports';
import { operator, unaskedEntry } from '../audit/unasked-entry';
import { Refusal } from '../refusal';
import { checkPassword } from './password';

export interface NewAgency {
  readonly name: string;
  readonly reportingCurrency: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly owner: { readonly name: string; readonly email: string; readonly password: string };
}

/** Sets up an agency with its first owner. An operator's act: there is no public sign-up. */
export class CreateAgency {
  constructor(
    private readonly ports: {
      readonly agencies: AgencyRepository;
      readonly members: MemberRepository;
      readonly passwords: PasswordHasher;
      readonly identifiers: IdentifierFactory;
      readonly audit: AuditTrail;
    },
  ) {}

  /** @throws {Refusal} `invalid-input` for a bad password or an e-mail in use; @throws {RangeError} for a bad currency or zone. */
  async run(request: NewAgency): Promise<{ readonly agency: Agency; readonly owner: Member }> {
    const { owner } = request;
    const email = owner.email.trim();
    checkPassword(owner.password, { email, name: owner.name, agency: request.name });
    if (await this.ports.members.findByEmail(email)) {
      throw new Refusal('invalid-input', `${email} is a member of an agency already.`);
    }
    const agency: Agency = {
      id: this.ports.identifiers.id(),
      name: request.name,
      reportingCurrency: currency(request.reportingCurrency),
      timeZone: timeZone(request.timeZone),
      locale: request.locale,
      kind: 'customer',
      suspendedAt: null,
    };
    await this.ports.agencies.add(agency);
    const member: Member = {
      id: this.ports.identifiers.id(),
      agencyId: agency.id,
      email,
      name: owner.name,
      role: 'owner',
      isDisabled: false,
      clientIds: [],
      figures: 'money',
    };
    await this.ports.members.add(member, await this.ports.passwords.hash(owner.password));
    await this.record(agency, member);
    return { agency, owner: member };
  }

  private async record({ id, name, reportingCurrency, timeZone }: Agency, owner: Member): Promise<void> {
    const action = 'agency.create';
    const target = { kind: 'agency', id, label: name };
    const after = { name, reportingCurrency, timeZone, owner: owner.email };
    await this.ports.audit.record(unaskedEntry(id, operator('create-agency'), { action, target, after }));
  }
}
