import type { Sale } from '@tributary/domain';
import { aSale } from '@tributary/domain/testing';
import { CiphertextUnreadable } from '@tributary/ports';
import { PostgresSaleRepository } from '../sale/sale.repository';
import { createTestDatabase, type TestDatabase } from '../testing';
import { aPage, anAccount, anAgency, MirrorCipher, rowsOf, type TestAccount } from '../testing/world';
import { PostgresCustomerRepository } from './customer.repository';

const EMAIL = 'ada.canary@example.com';

let database: TestDatabase;
let account: TestAccount;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  account = await anAccount(database.orm, await anAgency(database.orm));
});

async function tell(sales: readonly Sale[]): Promise<void> {
  const page = await aPage(database.orm, account, { sales, rawPages: [] });
  await new PostgresSaleRepository(database.orm, new MirrorCipher()).storePage(page);
}
const versions = () => rowsOf(database.owner, 'select ctid::text, xmin::text from sale_customer');

describe('customers', () => {
  it('are stored sealed, and named by a hash that only their agency can make', async () => {
    const other = await anAccount(database.orm, await anAgency(database.orm));
    await tell([aSale({ customerEmail: EMAIL })]);
    account = other;
    await tell([aSale({ customerEmail: EMAIL })]);
    const rows = await rowsOf(
      database.owner,
      'select person, email_sealed::text as sealed from sale_customer',
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]?.person).not.toBe(rows[1]?.person);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(EMAIL).toString('hex'));
    expect(JSON.stringify(rows)).not.toContain('ada');
  });

  it('are written once: the same page again changes no row', async () => {
    await tell([aSale({ customerEmail: EMAIL })]);
    const before = await versions();
    await tell([aSale({ customerEmail: EMAIL.toUpperCase() })]);
    expect(await versions()).toEqual(before);
  });

  it('are not believed beside another sale', async () => {
    await tell([
      aSale({ externalOrderId: 'a', linkKey: 'a', customerEmail: EMAIL }),
      aSale({ externalOrderId: 'b', linkKey: 'b', customerEmail: 'bob@example.com' }),
    ]);
    await rowsOf(
      database.owner,
      `update sale_customer set email_sealed = (
         select email_sealed from sale_customer where external_order_id = 'a' and agency_id = $1)
       where external_order_id = 'b' and agency_id = $1`,
      [account.agencyId],
    );
    const customers = new PostgresCustomerRepository(database.orm, new MirrorCipher());
    const { agencyId, accountId } = account;
    const read = (externalOrderId: string) => customers.find({ agencyId, accountId, externalOrderId });
    expect(await read('a')).toEqual({ email: EMAIL });
    await expect(read('b')).rejects.toThrow(CiphertextUnreadable);
  });
});
