import { withoutPrivateColumns } from './private-columns';

describe('what leaves the gateway of a row', () => {
  it.each([
    ['token'],
    ['token_ipn'],
    ['help_token'],
    ['sessid2'],
    ['name'],
    ['aff_name'],
    ['customer_name'],
    ['customer_phone'],
    ['billing_zip'],
    ['shipping_address1'],
    ['creditcards_city'],
    ['payment_cardlast4'],
    ['hidden_cardnumber'],
    ['ipaddress'],
    ['browser_user_agent'],
    ['comments'],
    ['subid'],
    ['subid5'],
    ['vid2'],
    ['referrer_url'],
    ['EMAILHASH'],
  ])('is not "%s"', (column) => {
    expect(withoutPrivateColumns({ [column]: 'x', order_id: '1' })).toEqual({ order_id: '1' });
  });

  it('is everything that figures are made of', () => {
    const row = {
      order_id_global: '7KQ2M9XA',
      account_id: '20417',
      rr_createdate: '2026-03-14 15:22:41',
      aff_commission: '41.30',
      shipping_cost: '9.95',
      payment_status: 'Completed',
      product_name: 'NightCalm',
      offer_name: 'NightCalm',
      commission_voided: '0',
      country: 'US',
    };
    expect(withoutPrivateColumns(row)).toEqual(row);
  });

  it('is clean at every depth, and keeps what is named', () => {
    const row = {
      order: { orderTotal: '1.00', customer: { id: 1 }, lines: [{ token: 'x', sku: 'a' }] },
      email: 'e',
    };
    expect(withoutPrivateColumns(row, ['email'])).toEqual({
      order: { orderTotal: '1.00', lines: [{ sku: 'a' }] },
      email: 'e',
    });
  });
});
