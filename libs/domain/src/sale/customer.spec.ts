import { maskedEmail, personEmail } from './customer';

describe('personEmail', () => {
  it.each([
    ['Ada@Example.com', 'ada@example.com'],
    ['  ada@example.com\n', 'ada@example.com'],
    ['ＡＤＡ@example.com', 'ada@example.com'],
  ])('takes %j for %s', (text, email) => {
    expect(personEmail(text)).toBe(email);
  });

  it.each(['', 'ada', 'ada@', '@example.com', 'ada@b@c', 'ada lovelace@example.com'])(
    'finds nobody in %j',
    (text) => {
      expect(personEmail(text)).toBeNull();
    },
  );
});

describe('maskedEmail', () => {
  it.each([
    ['mara.lindqvist@example.com', 'm•••@e•••.com'],
    ['m@x.co.uk', 'm•••@x•••.uk'],
    ['root@localhost', 'r•••@l•••'],
  ])('hides %s as %s', (email, masked) => {
    expect(maskedEmail(email)).toBe(masked);
  });
});
