import fc from 'fast-check';
import { currency } from '../money/currency';
import type { Fact } from './fact';
import type { InsightDraft } from './insight';
import { verifyDraft } from './verify-draft';

const FACT: Fact = {
  id: 'f1',
  kind: 'earnings-change',
  value: '0.1200',
  unit: 'ratio',
  currency: null,
  subject: null,
  period: { from: '2026-10-22', to: '2026-11-20' },
  comparedWith: { from: '2026-09-22', to: '2026-10-21' },
  coverage: { accounts: 6, accountsRead: 6 },
  asOf: new Date('2026-11-20T14:32:00Z'),
};

const GOOD: InsightDraft = {
  title: 'Earnings rose against the period before',
  body: 'They changed by {{fact:f1}}.',
  factIds: ['f1'],
  stance: 'positive',
  suggestedAction: null,
};

describe('verifyDraft', () => {
  it('accepts a draft that only names facts', () => {
    expect(verifyDraft(GOOD, [FACT])).toEqual([]);
  });

  it.each([
    ['an unknown fact', { body: 'By {{fact:f9}}.' }, 'does not exist'],
    ['a figure of its own', { body: 'They rose by 12 percent, {{fact:f1}}.' }, 'writes a figure itself'],
    ['a figure in another script', { body: 'By ١٢ {{fact:f1}}.' }, 'writes a figure itself'],
    ['a currency sign', { body: 'More € {{fact:f1}}.' }, 'writes a figure itself'],
    ['a number word', { body: 'They doubled, {{fact:f1}}.' }, 'number word'],
    ['the wrong direction', { title: 'Earnings fell', body: '{{fact:f1}}' }, 'contradicts the sign'],
    ['a promise', { body: 'They will grow by {{fact:f1}}.' }, 'future'],
    ['a link', { body: 'See https://example.com {{fact:f1}}' }, 'markup'],
    ['too much text', { body: `{{fact:f1}} ${'word '.repeat(90)}` }, 'too long'],
    ['a fact it does not list', { factIds: ['f2'] }, 'without listing it'],
    ['a name the fact does not have', { body: '{{subject:f1}} by {{fact:f1}}.' }, 'no subject'],
    ['half a token', { body: 'By {{fact:f1}} and {{fact:}}.' }, 'markup'],
    ['no fact', { body: 'Fine.', factIds: [] }, 'names no fact'],
  ])('rejects %s', (_, change, reason) => {
    expect(verifyDraft({ ...GOOD, ...change }, [FACT]).join('; ')).toContain(reason);
  });

  it.each([
    ['0.1200', 'Earnings rose', true],
    ['0.1200', 'Earnings fell', false],
    ['-0.1200', 'Earnings fell', true],
    ['-0.1200', 'Earnings rose', false],
    ['0.0000', 'Earnings rose', false],
    ['-0.0000', 'Earnings fell', false],
    ['0.0000', 'Earnings stayed', true],
  ])('for a change of %s, "%s" is right: %s', (value, title, isRight) => {
    const reasons = verifyDraft({ ...GOOD, title }, [{ ...FACT, value }]);
    expect(reasons).toEqual(isRight ? [] : ['its direction contradicts the sign of the fact "f1"']);
  });

  it('rejects facts of different currencies in one finding', () => {
    const money = (id: string, code: string): Fact => ({
      ...FACT,
      id,
      kind: 'earnings-level',
      unit: 'money',
      currency: currency(code),
    });
    const draft = { ...GOOD, title: 'Earnings', body: '{{fact:a}} {{fact:b}}', factIds: ['a', 'b'] };
    expect(verifyDraft(draft, [money('a', 'EUR'), money('b', 'USD')])).toContain(
      'it compares facts of different currencies',
    );
  });

  it('lets no numeral through, wherever it stands', () => {
    const numeral = fc.constantFrom(...Array.from('0123456789٣٧४९½²Ⅷ€$%'));
    fc.assert(
      fc.property(numeral, fc.nat({ max: 20 }), (sign, place) => {
        const words = 'Earnings moved and moved';
        const body = `${words.slice(0, place)}${sign}${words.slice(place)} {{fact:f1}}`;
        expect(verifyDraft({ ...GOOD, body }, [FACT])).toContain(
          'it writes a figure itself instead of naming a fact',
        );
      }),
    );
  });
});
