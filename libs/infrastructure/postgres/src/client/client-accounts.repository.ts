import type { MikroORM } from '@mikro-orm/postgresql';
import { type AccountKey, ClientAccounts } from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';

const ACCOUNTS_OF = new Statement<{ id: string }>(
  'select id from network_account where agency_id = $1 and client_id = any($2::uuid[]) order by id',
);

/** The client's row is held until the end, so that none can go between the look and the assignment. */
const ASSIGN = new Statement<object>(`
  with chosen as (select id from client where agency_id = $1 and id = $3::uuid for key share)
  update network_account set client_id = $3::uuid
  where agency_id = $1 and id = $2 and ($3::uuid is null or exists (select 1 from chosen))
  returning id`);

export class PostgresClientAccounts extends ClientAccounts {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async accountsOf(agencyId: string, clientIds: readonly string[]): Promise<readonly string[]> {
    const rows = await inAgency(this.orm, agencyId, (em) => ACCOUNTS_OF.run(em, [agencyId, clientIds]));
    return rows.map(({ id }) => id);
  }

  assign({ agencyId, accountId }: AccountKey, clientId: string | null): Promise<boolean> {
    return inAgency(
      this.orm,
      agencyId,
      async (em) => (await ASSIGN.first(em, [agencyId, accountId, clientId])) !== null,
    );
  }
}
