import type { MikroORM } from '@mikro-orm/postgresql';
import type { NetworkId } from '@tributary/domain';
import {
  CiphertextUnreadable,
  type CredentialCipher,
  CustomerRepository,
  type SaleKey,
} from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';
import { PersonNames } from './person-key';

const FIND = new Statement<{ sealed: Buffer; network: NetworkId }>(`
  select c.email_sealed as sealed, a.network
  from sale_customer c join network_account a on a.agency_id = c.agency_id and a.id = c.account_id
  where c.agency_id = $1 and c.account_id = $2 and c.external_order_id = $3`);

const SALES_OF = new Statement<SaleKey>(`
  select agency_id as "agencyId", account_id as "accountId", external_order_id as "externalOrderId"
  from sale_customer where agency_id = $1 and person = $2 order by 2, 3`);

const REMEMBER = new Statement<object>(
  'insert into erased_person (agency_id, person) values ($1, $2) on conflict do nothing',
);
const ERASE = new Statement<object>(
  'delete from sale_customer where agency_id = $1 and person = $2 returning 1',
);

/** In batches: a lock on each row for as long as one of them takes. */
const FORGET = new Statement<object>(`
  delete from sale_customer c using (
    select c.account_id, c.external_order_id from sale_customer c
    join sale s on s.agency_id = $1 and s.account_id = c.account_id and s.external_order_id = c.external_order_id
    where c.agency_id = $1 and s.sale_date < $2::timestamptz
    limit $3
  ) old
  where c.agency_id = $1 and c.account_id = old.account_id and c.external_order_id = old.external_order_id
  returning 1`);
const BATCH = 1_000;

export class PostgresCustomerRepository extends CustomerRepository {
  constructor(
    private readonly orm: MikroORM,
    private readonly cipher: CredentialCipher,
  ) {
    super();
  }

  async emailOf({ agencyId, accountId, externalOrderId }: SaleKey): Promise<string | null> {
    const row = await inAgency(this.orm, agencyId, (em) =>
      FIND.first(em, [agencyId, accountId, externalOrderId]),
    );
    if (!row) return null;
    const context = { agencyId, accountId, network: row.network, purpose: 'customer-email' } as const;
    const text = new TextDecoder().decode(this.cipher.open(row.sealed, context));
    const [orderId, email] = JSON.parse(text) as [string, string];
    if (orderId !== externalOrderId) throw new CiphertextUnreadable();
    return email;
  }

  salesOf(agencyId: string, email: string): Promise<readonly SaleKey[]> {
    return inAgency(this.orm, agencyId, async (em) => {
      const person = (await PersonNames.of(em, agencyId, this.cipher)).nameOf(email);
      return person === null ? [] : SALES_OF.run(em, [agencyId, person]);
    });
  }

  erase(agencyId: string, email: string): Promise<number> {
    return inAgency(this.orm, agencyId, async (em) => {
      const person = (await PersonNames.of(em, agencyId, this.cipher)).nameOf(email);
      if (person === null) return 0;
      await REMEMBER.run(em, [agencyId, person]);
      return (await ERASE.run(em, [agencyId, person])).length;
    });
  }

  async forgetBefore(agencyId: string, before: Date): Promise<number> {
    let forgotten = 0;
    let batch = BATCH;
    while (batch === BATCH) {
      const parameters = [agencyId, before.toISOString(), BATCH];
      batch = (await inAgency(this.orm, agencyId, (em) => FORGET.run(em, parameters))).length;
      forgotten += batch;
    }
    return forgotten;
  }
}
