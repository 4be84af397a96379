import type { MikroORM } from '@mikro-orm/postgresql';
import { LastLookRepository } from '@tributary/ports';
import { instantOrNull, Statement } from '../statement';
import { inAgency } from '../tenancy';

const LOOKED = new Statement<{ at: string }>(
  'select looked_at as at from last_look where agency_id = $1 and member_id = $2',
);

const MARK = new Statement<object>(`
  insert into last_look (agency_id, member_id, looked_at) values ($1, $2, $3)
  on conflict (agency_id, member_id) do update set looked_at = excluded.looked_at
  where last_look.looked_at < excluded.looked_at`);

export class PostgresLastLookRepository extends LastLookRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async lastLookedAt(agencyId: string, memberId: string): Promise<Date | null> {
    const row = await inAgency(this.orm, agencyId, (em) => LOOKED.first(em, [agencyId, memberId]));
    return instantOrNull(row?.at ?? null);
  }

  async markLooked(agencyId: string, memberId: string, at: Date): Promise<void> {
    await inAgency(this.orm, agencyId, (em) => MARK.run(em, [agencyId, memberId, at.toISOString()]));
  }
}
