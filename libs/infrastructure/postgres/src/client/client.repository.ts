import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Client } from '@tributary/domain';
import { ClientNameTaken, ClientRepository, type ClientSummary } from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';

/** Whatever the database's collation is, a name sorts as it does everywhere else in the product. */
const BY_NAME = `order by lower(c.name) collate "C", c.id`;

const LIST = new Statement<ClientSummary>(`
  select c.id, c.name,
    (select count(*)::int from network_account a where a.agency_id = $1 and a.client_id = c.id) as accounts,
    coalesce((
      select json_agg(json_build_object('id', m.id, 'name', m.name) order by m.name collate "C", m.id)
      from member_client mc
      join member m on m.agency_id = $1 and m.id = mc.member_id
      where mc.agency_id = $1 and mc.client_id = c.id
    ), '[]') as logins
  from client c
  where c.agency_id = $1
  ${BY_NAME}`);

const FIND = new Statement<Client>(
  'select id, agency_id as "agencyId", name from client where agency_id = $1 and id = $2',
);

/** No row comes back when the name is taken: no exception has to be read for its text. */
const ADD = new Statement<object>(`
  insert into client (agency_id, id, name) values ($1, $2, $3)
  on conflict (agency_id, lower(name)) do nothing
  returning id`);

const RENAME = new Statement<object>(`
  update client set name = $3
  where agency_id = $1 and id = $2 and not exists (
    select 1 from client other where other.agency_id = $1 and lower(other.name) = lower($3) and other.id <> $2)
  returning id`);

const REMOVE = new Statement<object>('delete from client where agency_id = $1 and id = $2 returning id');

export class PostgresClientRepository extends ClientRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  listOf(agencyId: string): Promise<readonly ClientSummary[]> {
    return inAgency(this.orm, agencyId, (em) => LIST.run(em, [agencyId]));
  }

  find(agencyId: string, clientId: string): Promise<Client | null> {
    return inAgency(this.orm, agencyId, (em) => FIND.first(em, [agencyId, clientId]));
  }

  async add({ agencyId, id, name }: Client): Promise<void> {
    const added = await inAgency(this.orm, agencyId, (em) => ADD.first(em, [agencyId, id, name]));
    if (!added) throw new ClientNameTaken();
  }

  rename({ agencyId, id, name }: Client): Promise<boolean> {
    return inAgency(this.orm, agencyId, async (em) => {
      if (await RENAME.first(em, [agencyId, id, name])) return true;
      return refuseTaken(em, agencyId, id);
    });
  }

  async remove(agencyId: string, clientId: string): Promise<boolean> {
    return inAgency(
      this.orm,
      agencyId,
      async (em) => (await REMOVE.first(em, [agencyId, clientId])) !== null,
    );
  }
}

/** A client that is there and was not renamed has been refused its name. */
async function refuseTaken(em: EntityManager, agencyId: string, clientId: string): Promise<false> {
  if (await FIND.first(em, [agencyId, clientId])) throw new ClientNameTaken();
  return false;
}
