import { maskEmails } from './mask-emails';

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
});
