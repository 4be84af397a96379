import { checkPassword, type PasswordOwner } from './password';

const OWNER: PasswordOwner = {
  email: 'grace.hopper@northbank.example',
  name: 'Grace Hopper',
  agency: 'Northbank Media',
};
const refused = { code: 'invalid-input', fields: [{ field: 'password' }] };
const check = (password: string) => () => {
  checkPassword(password, OWNER);
};

function refusalOf(password: string): unknown {
  try {
    checkPassword(password, OWNER);
    return null;
  } catch (error) {
    return error;
  }
}

describe('checkPassword', () => {
  it.each([
    'correct horse battery',
    'twelve chars',
    'ünder der brücke',
    '冬の川は静かに流れていく',
    'Mx9#vQ2!kLp7',
    'x7'.repeat(3) + 'quiet river, long way home'.repeat(9),
  ])('takes %p', (password) => {
    expect(check(password)).not.toThrow();
  });

  it.each([
    ['eleven letters', 'elevenchars'],
    ['257 characters', 'a quiet river '.repeat(19).slice(0, 257)],
    ['one character that folds into many', '\uFDFA'.repeat(15)],
    ['twelve times the same', 'a'.repeat(12)],
    ['a repetition', 'abc123abc123'],
    ['a row of digits', '123456789012'],
    ['a row of digits backwards', '210987654321'],
    ['a row of letters', 'abcdefghijkl'],
    ['a row of keys', 'qwertyuiop12'],
    ['a common word with numbers', 'password1234'],
    ['the same as people disguise it', 'P@ssw0rd2026!'],
    ['two common words', 'Welcome-Summer-2026'],
    ['the product', 'tributary2026!'],
    ['a word in wide letters', 'ｐａｓｓｗｏｒｄ１２３４'],
    ['the first name', 'my grace is enough'],
    ['the e-mail', 'grace.hopper@northbank.example'],
    ['the agency in capitals', 'NORTHBANK for ever'],
  ])('refuses %s', (_, password) => {
    expect(refusalOf(password)).toMatchObject(refused);
  });

  it('does not repeat the password in what it says', () => {
    const password = 'NORTHBANK for ever';
    expect(String(refusalOf(password))).not.toContain(password);
  });

  it('minds the words of this owner only', () => {
    const password = 'NORTHBANK for ever';
    const elsewhere = { ...OWNER, agency: 'Southbank', email: 'grace@southbank.example' };
    expect(() => {
      checkPassword(password, elsewhere);
    }).not.toThrow();
  });
});
