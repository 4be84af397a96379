import { emailsIn, withoutErased } from './without-erased';

const isErased = (email: string) => email.toLowerCase() === 'ada@example.com';

describe('emailsIn', () => {
  it('finds each once, in any dress', () => {
    const text =
      '{"a":"Ada@example.com","b":"mailto:ada%40b.org?x","c":["bob@c.net.","bob@c.net"],"d":"no @ll"}';
    expect(emailsIn(text)).toEqual(['Ada@example.com', 'ada@b.org', 'bob@c.net']);
  });
});

describe('a text of one word', () => {
  it('is read to its end once', () => {
    expect(emailsIn(`${'x'.repeat(2_000_000)} bob@c.net`)).toEqual(['bob@c.net']);
  });
});

describe('withoutErased', () => {
  it('gives back as it is what names nobody that was erased', () => {
    const text = '[ {"email": "bob@example.com"} ]';
    expect(withoutErased(text, isErased)).toBe(text);
  });

  it('takes out of a list all that a row of an erased person tells of people, and leaves the other rows', () => {
    const rows = [
      {
        id: 1,
        amount: '47.00',
        buyer: { email: 'Ada@Example.com', first_name: 'Ada', phone: '+49 30 1234' },
      },
      { id: 2, amount: '12.00', buyer: { email: 'bob@example.com', first_name: 'Bob' } },
    ];
    const [first, second] = JSON.parse(withoutErased(JSON.stringify(rows), isErased)) as typeof rows;
    expect(second).toEqual(rows[1]);
    expect(first).toMatchObject({ id: 1, amount: '47.00' });
    expect(JSON.stringify(first)).not.toMatch(/ada|1234|example/i);
  });

  it('cleans what is no list, and e-mails in links', () => {
    const text = JSON.stringify({
      kind: 'booking',
      rows: [{ link: 'https://x.example/?m=ada%40example.com&o=7' }],
    });
    const cleaned = withoutErased(text, isErased);
    expect(cleaned).toContain('o=7');
    expect(cleaned).not.toMatch(/ada/i);
  });
});
