import type { EntityManager } from '@mikro-orm/postgresql';
import type { Sale } from '@tributary/domain';
import type { CredentialCipher, SalePage } from '@tributary/ports';
import { sealContext } from '../sale/sealed-evidence';
import { salesToStore } from '../sale/store-sales';
import { Statement } from '../statement';
import { PersonNames } from './person-key';

/** Those that are not kept as they are told now, of persons that were not erased and sales that are stored. */
const DIFFERING = new Statement<{ place: number }>(`
  select i.place::int as place
  from unnest($3::text[], $4::text[]) with ordinality as i(external_order_id, person, place)
  where not exists (select 1 from erased_person e where e.agency_id = $1 and e.person = i.person)
    and not exists (
      select 1 from sale_customer c
      where c.agency_id = $1 and c.account_id = $2 and c.external_order_id = i.external_order_id
        and c.person = i.person)
    and exists (
      select 1 from sale s
      where s.agency_id = $1 and s.account_id = $2 and s.external_order_id = i.external_order_id)`);

const KEEP = new Statement<object>(`
  insert into sale_customer (agency_id, account_id, external_order_id, person, email_sealed)
  select $1, $2, i.external_order_id, i.person, i.email_sealed
  from unnest($3::text[], $4::text[], $5::bytea[]) as i(external_order_id, person, email_sealed)
  on conflict (agency_id, account_id, external_order_id) do update set
    person = excluded.person, email_sealed = excluded.email_sealed`);

interface Customer {
  readonly orderId: string;
  readonly email: string;
  readonly person: string;
}

/**
 * Keeps who bought what the page tells, after its sales are stored. A page without e-mails costs nothing, and one that is read
 * again changes no row.
 */
export async function storeCustomers(
  em: EntityManager,
  page: SalePage,
  cipher: CredentialCipher,
): Promise<void> {
  const told = salesToStore(page).filter((sale) => sale.customerEmail !== null);
  if (told.length === 0) return;
  const { agencyId, accountId } = page.account;
  const names = await PersonNames.of(em, agencyId, cipher);
  const customers = told.flatMap((sale) => customerOf(sale, names));
  const rows = await DIFFERING.run(em, [
    agencyId,
    accountId,
    customers.map(({ orderId }) => orderId),
    customers.map(({ person }) => person),
  ]);
  const differing = rows.flatMap(({ place }) => customers[place - 1] ?? []);
  if (differing.length === 0) return;
  await KEEP.run(em, [
    agencyId,
    accountId,
    differing.map(({ orderId }) => orderId),
    differing.map(({ person }) => person),
    differing.map((customer) => sealed(customer, page, cipher)),
  ]);
}

function customerOf(sale: Sale, names: PersonNames): Customer[] {
  const email = sale.customerEmail?.trim() ?? '';
  const person = names.nameOf(email);
  return person === null ? [] : [{ orderId: sale.externalOrderId, email, person }];
}

/** The order stands inside: moved to another sale of the account, it is not believed. */
function sealed({ orderId, email }: Customer, page: SalePage, cipher: CredentialCipher): Buffer {
  const plain = new TextEncoder().encode(JSON.stringify([orderId, email]));
  return Buffer.from(cipher.seal(plain, sealContext(page, 'customer-email')));
}
