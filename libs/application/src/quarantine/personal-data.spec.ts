import { withoutPersonalData, withoutPersonalText } from './personal-data';

const HIDDEN = '•••';

describe('withoutPersonalText', () => {
  it.each([
    ['ada@example.com came from 203.0.113.9', `a•••@example.com came from ${HIDDEN}`],
    ['2001:db8::8a2e:370:7334', HIDDEN],
    ['::ffff:203.0.113.9', HIDDEN + HIDDEN],
    ['at 15:22:41 on 2026-03-14T15:22:41Z', 'at 15:22:41 on 2026-03-14T15:22:41Z'],
    ['version 1.2.3, 10.50 EUR, 999.999.999.999', 'version 1.2.3, 10.50 EUR, 999.999.999.999'],
  ])('%s', (text, masked) => {
    expect(withoutPersonalText(text)).toBe(masked);
  });
});

describe('withoutPersonalData', () => {
  it.each<[string, object, object]>([
    [
      'ClickBank',
      {
        ...{ receipt: '9XKQ4T7B', transactionType: 'SALE', vendor: 'ACMEPUB', affiliate: 'promojane' },
        ...{ lastName: 'DOE', firstName: 'JANE', fullName: { '@nil': 'true' }, country: 'US', state: 'ID' },
        ...{ email: 'jane@example.com', postalCode: '83702', currency: 'USD' },
        customerContactInfo: [
          { field: 'phone', value: '555-0100' },
          { field: 'city', value: 'Boise' },
        ],
        lineItemData: { itemNo: '7', productTitle: 'Acme Course', customerAmount: '53.49' },
      },
      {
        ...{ receipt: '9XKQ4T7B', transactionType: 'SALE', vendor: 'ACMEPUB', affiliate: 'promojane' },
        ...{
          lastName: HIDDEN,
          firstName: HIDDEN,
          fullName: { '@nil': 'true' },
          country: 'US',
          state: HIDDEN,
        },
        ...{ email: 'j•••@example.com', postalCode: HIDDEN, currency: 'USD' },
        customerContactInfo: [
          { field: 'phone', value: HIDDEN },
          { field: 'city', value: HIDDEN },
        ],
        lineItemData: { itemNo: '7', productTitle: 'Acme Course', customerAmount: '53.49' },
      },
    ],
    [
      'Digistore24',
      {
        ...{ zone: 'Europe/Berlin', role: 'vendor' },
        transaction: {
          ...{ transaction_id: '48213377', main_product_name: 'Kurs', affiliate_name: 'partnerxyz' },
          ...{ transaction_amount: '97.00', vat_country: 'AT', buyer_first_name: 'Zoë' },
          ...{ address_street: 'Ring 1', address_phone_no: '0699 1', billing_type: 'single_payment' },
          buyer: {
            ...{ id: '2210', email: 'zoe@example.com', first_name: 'Zoë', last_name: 'Muster' },
            ...{ street: 'Ring 1', zipcode: '1010', city: 'Wien', phone_no: '+43 699', country: 'AT' },
          },
        },
      },
      {
        ...{ zone: 'Europe/Berlin', role: 'vendor' },
        transaction: {
          ...{ transaction_id: '48213377', main_product_name: 'Kurs', affiliate_name: 'partnerxyz' },
          ...{ transaction_amount: '97.00', vat_country: 'AT', buyer_first_name: HIDDEN },
          ...{ address_street: HIDDEN, address_phone_no: HIDDEN, billing_type: 'single_payment' },
          buyer: {
            ...{ id: '2210', email: 'z•••@example.com', first_name: HIDDEN, last_name: HIDDEN },
            ...{ street: HIDDEN, zipcode: HIDDEN, city: HIDDEN, phone_no: HIDDEN, country: 'AT' },
          },
        },
      },
    ],
    [
      'Hotmart, row and webhook',
      {
        history: {
          product: { id: 3481207, name: 'Curso Jardim' },
          buyer: {
            ...{ name: 'Marta', email: 'marta@example.test', ucode: '0B6E', document: '123.456.789-09' },
            ...{ checkout_phone: '99999', address: { city: 'Recife', country: 'BR', zipcode: '50000' } },
          },
          producer: { name: 'Ateliê Verde', document: '11222333' },
          purchase: { transaction: 'HP4021', price: { value: 129.9, currency_code: 'BRL' } },
        },
        commissions: [{ source: 'AFFILIATE', user: { ucode: 'x', name: 'Parceiro' } }],
      },
      {
        history: {
          product: { id: 3481207, name: 'Curso Jardim' },
          buyer: {
            ...{ name: HIDDEN, email: 'm•••@example.test', ucode: '0B6E', document: HIDDEN },
            ...{ checkout_phone: HIDDEN, address: { city: HIDDEN, country: 'BR', zipcode: HIDDEN } },
          },
          producer: { name: HIDDEN, document: HIDDEN },
          purchase: { transaction: 'HP4021', price: { value: 129.9, currency_code: 'BRL' } },
        },
        commissions: [{ source: 'AFFILIATE', user: { ucode: 'x', name: HIDDEN } }],
      },
    ],
    [
      'JVZoo, row and notification',
      {
        ...{ side: 'vendor', version: '2.0' },
        row: {
          ...{ transaction_id: 'AP-7KD', product_name: 'Acme Launch Kit', price: '27.00', ip: '203.0.113.9' },
          ...{ customer_email: 'buyer@example.com', first_name: 'Ada', last_name: 'Example' },
          ...{ affiliate_id: 1234567, ccustname: 'Ada Example', ccuststate: 'NY', ccustcc: 'US' },
          ...{ delivery_address: '1 Main St', customer_phone: '555', cprodtitle: 'Kit' },
        },
      },
      {
        ...{ side: 'vendor', version: '2.0' },
        row: {
          ...{ transaction_id: 'AP-7KD', product_name: 'Acme Launch Kit', price: '27.00', ip: HIDDEN },
          ...{ customer_email: 'b•••@example.com', first_name: HIDDEN, last_name: HIDDEN },
          ...{ affiliate_id: 1234567, ccustname: HIDDEN, ccuststate: HIDDEN, ccustcc: 'US' },
          ...{ delivery_address: HIDDEN, customer_phone: HIDDEN, cprodtitle: 'Kit' },
        },
      },
    ],
    [
      'BuyGoods',
      {
        ...{ kind: 'vendor-order', zone: 'America/New_York', currency: 'USD' },
        row: {
          ...{
            order_id: '118204',
            product_codename: 'nc6_main',
            product_name: 'NightCalm',
            total_clean: '73.78',
          },
          ...{
            customer_name: 'Jo Doe',
            customer_phone: '555',
            customer_address: '1 Main',
            customer_city: 'Boise',
          },
          ...{ customer_emailaddress: 'jo@example.com', customer_ip: '203.0.113.9', billing_zip: '83702' },
          ...{ shipping_first_name: 'Jo', shipping_cost: '9.95', user_agent: 'Mozilla/5.0' },
        },
      },
      {
        ...{ kind: 'vendor-order', zone: 'America/New_York', currency: 'USD' },
        row: {
          ...{
            order_id: '118204',
            product_codename: 'nc6_main',
            product_name: 'NightCalm',
            total_clean: '73.78',
          },
          ...{
            customer_name: HIDDEN,
            customer_phone: HIDDEN,
            customer_address: HIDDEN,
            customer_city: HIDDEN,
          },
          ...{ customer_emailaddress: 'j•••@example.com', customer_ip: HIDDEN, billing_zip: HIDDEN },
          ...{ shipping_first_name: HIDDEN, shipping_cost: '9.95', user_agent: HIDDEN },
        },
      },
    ],
  ])('hides people in what %s sends, and nothing of the sale', (_, row, masked) => {
    expect(withoutPersonalData(row)).toEqual(masked);
  });

  it('reaches every text and name, keeps what is no text, and leaves the row itself as it is', () => {
    const row = {
      ...{ id: 7, amount: '12.50', paid: true, note: null, empty: { phone: '', fax: 42, name: ['Ada', 7] } },
      'cy@example.net': 'see 203.0.113.9',
    };
    expect(withoutPersonalData(row)).toEqual({
      ...{ id: 7, amount: '12.50', paid: true, note: null },
      empty: { phone: '', fax: HIDDEN, name: [HIDDEN, HIDDEN] },
      'c•••@example.net': `see ${HIDDEN}`,
    });
    expect(row.empty.name).toEqual(['Ada', 7]);
  });
});
