import type { Member } from '@tributary/domain';
import type { ProviderSubject } from './identity-provider';
import type { MemberKey } from './second-factor';

/** Which person at an identity provider is which member. */
export abstract class MemberIdentityRepository {
  /** Before any agency is known. */
  abstract find(person: ProviderSubject): Promise<MemberKey | null>;
  /** @returns false when the member is another person there already, or the person another member. */
  abstract link(person: ProviderSubject, member: MemberKey): Promise<boolean>;
  /** A new member without a password, and the link. @returns false, and adds nobody, when the e-mail or the person is taken. */
  abstract addMember(member: Member, person: ProviderSubject): Promise<boolean>;
  /** Role, clients and view of figures; nothing else of the member. */
  abstract changeRole(member: Member): Promise<void>;
}
