import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { type MemberKey, RecoveryCodeRepository } from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';

const CLEAR = new Statement<object>('delete from recovery_code where agency_id = $1 and member_id = $2');

const ADD = new Statement<object>(`
  insert into recovery_code (agency_id, member_id, code_hash) select $1, $2, unnest($3::text[])`);

/** Of two requests with one code the second waits for the first, and then finds it gone. */
const USE = new Statement<object>(
  'delete from recovery_code where agency_id = $1 and member_id = $2 and code_hash = $3 returning 1',
);

const COUNT = new Statement<{ left: number }>(
  'select count(*)::int as left from recovery_code where agency_id = $1 and member_id = $2',
);

export class PostgresRecoveryCodeRepository extends RecoveryCodeRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async replace(key: MemberKey, hashes: readonly string[]): Promise<void> {
    await inAgency(this.orm, key.agencyId, (em) => replaceRecoveryCodes(em, key, hashes));
  }

  async use({ agencyId, memberId }: MemberKey, hash: string): Promise<boolean> {
    const found = await inAgency(this.orm, agencyId, (em) => USE.first(em, [agencyId, memberId, hash]));
    return found !== null;
  }

  async countLeft({ agencyId, memberId }: MemberKey): Promise<number> {
    const counted = await inAgency(this.orm, agencyId, (em) => COUNT.first(em, [agencyId, memberId]));
    return counted?.left ?? 0;
  }
}

export async function replaceRecoveryCodes(
  em: EntityManager,
  { agencyId, memberId }: MemberKey,
  hashes: readonly string[],
): Promise<void> {
  await CLEAR.run(em, [agencyId, memberId]);
  await ADD.run(em, [agencyId, memberId, hashes]);
}
