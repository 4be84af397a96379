import { currency, PLATFORM_AGENCY_ID, type Agency, type Member } from '@tributary/domain';
import type {
  AgencyRepository,
  AuditTrail,
  IdentifierFactory,
  MemberRepository,
  PasswordHasher,
} from '@tributary/ports';
import { operator, unaskedEntry } from '../audit/unasked-entry';
import { checkPassword } from '../identity/password';
import { Refusal } from '../refusal';

/** It shows no figure and cuts no day: currency and zone only have to be valid. */
const PLATFORM: Agency = {
  id: PLATFORM_AGENCY_ID,
  name: 'Platform',
  reportingCurrency: currency('EUR'),
  timeZone: 'UTC',
  locale: 'en-GB',
  kind: 'platform',
  suspendedAt: null,
};

export interface NewPlatformAdmin {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Adds somebody who runs the installation, with the first one also the agency they belong to. An operator's act. */
export class CreatePlatformAdmin {
  constructor(
    private readonly ports: {
      readonly agencies: AgencyRepository;
      readonly members: MemberRepository;
      readonly passwords: PasswordHasher;
      readonly identifiers: IdentifierFactory;
      readonly audit: AuditTrail;
    },
  ) {}

  /** @throws {Refusal} `invalid-input` for a bad password or an e-mail in use. */
  async run({ name, email: typed, password }: NewPlatformAdmin): Promise<Member> {
    const { agencies, members, passwords, identifiers, audit } = this.ports;
    const email = typed.trim();
    checkPassword(password, { email, name });
    if (await members.findByEmail(email))
      throw new Refusal('invalid-input', `${email} is a member of an agency already.`);
    if (!(await agencies.find(PLATFORM.id))) await agencies.add(PLATFORM);
    const member: Member = {
      ...{ id: identifiers.id(), agencyId: PLATFORM.id, email, name, role: 'platform-admin' },
      ...{ isDisabled: false, clientIds: [], figures: 'money' },
    };
    await members.add(member, await passwords.hash(password));
    const label = `${name} <${email}>`;
    const what = { action: 'member.create', target: { kind: 'member', id: member.id, label } };
    const after = { name, email, role: member.role };
    await audit.record(unaskedEntry(PLATFORM.id, operator('create-platform-admin'), { ...what, after }));
    return member;
  }
}
