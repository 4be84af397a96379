import { maskEmails, withoutEmails } from './mask-emails';

describe('maskEmails', () => {
  it.each([
    ['ada@example.com', 'a•••@example.com'],
    ['a@example.com', 'a•••@example.com'],
    ['Ada.Lovelace+shop@mail.example.co.uk', 'A•••@mail.example.co.uk'],
    [
      '"Ada" <ada@example.com>, ben@example.org;cy@example.net',
      '"Ada" <a•••@example.com>, b•••@example.org;c•••@example.net',
    ],
    [
      'https://shop.example/?email=ada%40example.com&x=1',
      'https://shop.example/?email=a•••%40example.com&x=1',
    ],
    ['jörg@example.com', 'j•••@example.com'],
    ['no address: @handle, 3 @ 4.50, 10%40', 'no address: @handle, 3 @ 4.50, 10%40'],
  ])('%s', (text, masked) => {
    expect(maskEmails(text)).toBe(masked);
  });

  it('reaches every text of a row and changes nothing else', () => {
    const row = {
      id: 7,
      amount: '12.50',
      paid: true,
      note: null,
      buyer: { email: 'ada@example.com', others: ['ben@example.org', 3] },
      'cy@example.net': 1,
    };
    expect(withoutEmails(row)).toEqual({
      ...{ id: 7, amount: '12.50', paid: true, note: null },
      buyer: { email: 'a•••@example.com', others: ['b•••@example.org', 3] },
      'c•••@example.net': 1,
    });
    expect(row.buyer.email).toBe('ada@example.com');
  });
});
