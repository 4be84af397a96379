import type { MikroORM } from '@mikro-orm/postgresql';
import { SecondFactorPolicy } from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';

const IS_REQUIRED = new Statement<{ isRequired: boolean }>(
  'select requires_two_factor as "isRequired" from agency where id = $1',
);

const REQUIRE = new Statement<object>('update agency set requires_two_factor = $2 where id = $1');

const LIST_WITH = new Statement<{ memberId: string }>(`
  select member_id as "memberId" from second_factor
  where agency_id = $1 and confirmed_at is not null order by 1`);

export class PostgresSecondFactorPolicy extends SecondFactorPolicy {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async isRequired(agencyId: string): Promise<boolean> {
    const agency = await inAgency(this.orm, agencyId, (em) => IS_REQUIRED.first(em, [agencyId]));
    return agency?.isRequired ?? false;
  }

  async require(agencyId: string, isRequired: boolean): Promise<void> {
    await inAgency(this.orm, agencyId, (em) => REQUIRE.run(em, [agencyId, isRequired]));
  }

  async listMembersWith(agencyId: string): Promise<readonly string[]> {
    const rows = await inAgency(this.orm, agencyId, (em) => LIST_WITH.run(em, [agencyId]));
    return rows.map(({ memberId }) => memberId);
  }
}
