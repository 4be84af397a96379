import type { MikroORM } from '@mikro-orm/postgresql';
import { type MemberKey, type PasswordReset, PasswordResetRepository } from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency, inNoAgency } from '../tenancy';
import { setPasswordHash } from './member-rows';
import { revokeAllOf } from './session.repository';

const AGENCY_OF = new Statement<{ agencyId: string | null }>(
  'select directory.agency_of_password_reset($1) as "agencyId"',
);

const ADD = new Statement<object>(`
  insert into password_reset (agency_id, member_id, token_hash, expires_at) values ($1, $2, $3, $4)
  on conflict (agency_id, member_id) do update
  set token_hash = excluded.token_hash, expires_at = excluded.expires_at`);

const FIND = new Statement<MemberKey>(`
  select agency_id as "agencyId", member_id as "memberId" from password_reset
  where agency_id = $1 and token_hash = $2 and expires_at > now()`);

/** Of two that use it at once the second waits for the first, and then finds nothing. */
const USE_UP = new Statement<MemberKey>(`
  delete from password_reset where agency_id = $1 and token_hash = $2 and expires_at > now()
  returning agency_id as "agencyId", member_id as "memberId"`);

export class PostgresPasswordResetRepository extends PasswordResetRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async add({ agencyId, memberId, expiresAt }: PasswordReset, tokenHash: string): Promise<void> {
    const reset = [agencyId, memberId, tokenHash, expiresAt.toISOString()];
    await inAgency(this.orm, agencyId, (em) => ADD.run(em, reset));
  }

  async find(tokenHash: string): Promise<MemberKey | null> {
    const agencyId = await this.agencyOf(tokenHash);
    if (agencyId === null) return null;
    return inAgency(this.orm, agencyId, (em) => FIND.first(em, [agencyId, tokenHash]));
  }

  async use(tokenHash: string, passwordHash: string): Promise<boolean> {
    const agencyId = await this.agencyOf(tokenHash);
    if (agencyId === null) return false;
    return inAgency(this.orm, agencyId, async (em) => {
      const used = await USE_UP.first(em, [agencyId, tokenHash]);
      if (!used) return false;
      await setPasswordHash(em, used, passwordHash);
      await revokeAllOf(em, used);
      return true;
    });
  }

  /** Before any agency is known: the link names nothing but its token. */
  private async agencyOf(tokenHash: string): Promise<string | null> {
    return (await AGENCY_OF.first(inNoAgency(this.orm), [tokenHash]))?.agencyId ?? null;
  }
}
