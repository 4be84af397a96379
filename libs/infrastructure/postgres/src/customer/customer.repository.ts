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

const FIND = new Statement<{ sealed: Buffer | null; network: NetworkId }>(`
  select c.email_sealed as sealed, s.network
  from sale s
  left join sale_customer c on c.agency_id = s.agency_id and c.account_id = s.account_id
    and c.external_order_id = s.external_order_id
  where s.agency_id = $1 and s.account_id = $2 and s.external_order_id = $3`);

const SALES_OF = new Statement<SaleKey>(`
  select agency_id as "agencyId", account_id as "accountId", external_order_id as "externalOrderId"
  from sale_customer where agency_id = $1 and person = $2 order by 2, 3`);

export class PostgresCustomerRepository extends CustomerRepository {
  constructor(
    private readonly orm: MikroORM,
    private readonly cipher: CredentialCipher,
  ) {
    super();
  }

  async find({
    agencyId,
    accountId,
    externalOrderId,
  }: SaleKey): Promise<{ readonly email: string | null } | null> {
    const row = await inAgency(this.orm, agencyId, (em) =>
      FIND.first(em, [agencyId, accountId, externalOrderId]),
    );
    if (!row?.sealed) return row && { email: null };
    const context = { agencyId, accountId, network: row.network, purpose: 'customer-email' } as const;
    const text = new TextDecoder().decode(this.cipher.open(row.sealed, context));
    const [orderId, email] = JSON.parse(text) as [string, string];
    if (orderId !== externalOrderId) throw new CiphertextUnreadable();
    return { email };
  }

  salesOf(agencyId: string, email: string): Promise<readonly SaleKey[]> {
    return inAgency(this.orm, agencyId, async (em) => {
      const person = (await PersonNames.of(em, agencyId, this.cipher)).nameOf(email);
      return person === null ? [] : SALES_OF.run(em, [agencyId, person]);
    });
  }
}
