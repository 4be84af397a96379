import type { EntityManager } from '@mikro-orm/postgresql';
import { personEmail } from '@tributary/domain';
import type { AgencySealContext, CredentialCipher } from '@tributary/ports';
import { createHmac, randomBytes } from 'node:crypto';
import { Statement } from '../statement';

const KEY_BYTES = 32;

const FIND = new Statement<{ sealed: Buffer }>(
  `select secret_sealed as sealed from agency_secret where agency_id = $1 and name = 'person-key'`,
);

/** Of two writers that make the first one at the same time, the second takes what the other made. */
const MAKE = new Statement<{ sealed: Buffer }>(`
  insert into agency_secret as k (agency_id, name, secret_sealed) values ($1, 'person-key', $2)
  on conflict (agency_id, name) do update set secret_sealed = k.secret_sealed
  returning k.secret_sealed as sealed`);

/**
 * Names persons of one agency without telling who they are: a keyed hash of their e-mail. The key is the agency's own, made by
 * chance and kept sealed, so that turning the installation's key changes no name, and two agencies cannot compare theirs.
 */
export class PersonNames {
  private constructor(private readonly key: Uint8Array) {}

  /** In the caller's transaction; makes the agency's key when there is none yet. */
  static async of(em: EntityManager, agencyId: string, cipher: CredentialCipher): Promise<PersonNames> {
    const context: AgencySealContext = { agencyId, purpose: 'person-key' };
    const found = await FIND.first(em, [agencyId]);
    if (found) return new PersonNames(cipher.open(found.sealed, context));
    const made = Buffer.from(cipher.seal(randomBytes(KEY_BYTES), context));
    const kept = await MAKE.first(em, [agencyId, made]);
    return new PersonNames(cipher.open(kept?.sealed ?? made, context));
  }

  /** Null for what is no e-mail. */
  nameOf(text: string): string | null {
    const email = personEmail(text);
    return email === null ? null : createHmac('sha256', this.key).update(email).digest('hex');
  }
}
