import { aNetwork } from '@tributary/ports/testing';
import { Refusal } from '../refusal';
import { checkedCredentials, credentialHints } from './credentials';

const KEY = 'API-INVENTED7K2Q';
const NETWORK = aNetwork({
  credentialFields: [
    {
      name: 'apiKey',
      label: 'API key',
      hint: 'Under API.',
      secret: true,
      required: true,
      pattern: 'API-\\w+',
    },
    {
      name: 'side',
      label: 'Side',
      hint: '',
      secret: false,
      required: true,
      options: [option('a'), option('b')],
    },
    { name: 'note', label: 'Note', hint: 'Any.', secret: false, required: false, pattern: 'a|b' },
  ],
});

function option(value: string) {
  return { value, label: value.toUpperCase() };
}

function problemsOf(input: Record<string, string>): readonly { field: string; message: string }[] {
  try {
    checkedCredentials(NETWORK, input);
    return [];
  } catch (error) {
    if (error instanceof Refusal) return error.fields;
    throw error;
  }
}

describe('checkedCredentials', () => {
  it.each([
    ['trims, and falls back to the first option', { apiKey: ` ${KEY}\n` }, { apiKey: KEY, side: 'a' }],
    ['takes a chosen option', { apiKey: KEY, side: 'b' }, { apiKey: KEY, side: 'b' }],
    ['leaves empty optional fields out', { apiKey: KEY, note: '  ' }, { apiKey: KEY, side: 'a' }],
  ])('%s', (_, input, expected) => {
    expect(checkedCredentials(NETWORK, input)).toEqual(expected);
  });

  it.each([
    { when: 'a missing field', input: {}, says: 'apiKey: API key is missing. Under API.' },
    {
      when: 'a malformed field',
      input: { apiKey: 'WRONG' },
      says: 'apiKey: API key does not look like one. Under API.',
    },
    {
      when: 'a pattern that fits a part only',
      input: { apiKey: `x${KEY}` },
      says: 'apiKey: API key does not look like one. Under API.',
    },
    {
      when: 'a part of an alternative',
      input: { apiKey: KEY, note: 'ax' },
      says: 'note: Note does not look like one. Any.',
    },
    { when: 'no choice', input: { apiKey: KEY, side: 'c' }, says: 'side: Side is not one of the choices.' },
    {
      when: 'an unknown field',
      input: { apiKey: KEY, role: 'x' },
      says: 'role: ClickBank has no such field.',
    },
    {
      when: 'an endless value',
      input: { apiKey: `API-${'x'.repeat(4093)}` },
      says: 'apiKey: API key is too long.',
    },
  ])('refuses $when', ({ input, says }) => {
    const problems = problemsOf(input).map(({ field, message }) => `${field}: ${message}`);
    expect(problems).toEqual([`credentials.${says}`]);
  });

  it('names every wrong field at once, and no value', () => {
    const problems = problemsOf({ apiKey: 'WRONG-VALUE', side: 'OTHER-VALUE', extra: 'THIRD-VALUE' });
    expect(problems.map(({ field }) => field).sort()).toEqual([
      'credentials.apiKey',
      'credentials.extra',
      'credentials.side',
    ]);
    expect(JSON.stringify(problems)).not.toContain('VALUE');
  });
});

describe('credentialHints', () => {
  it.each([
    ['a long secret by its last four characters', { apiKey: KEY }, { apiKey: '7K2Q' }],
    ['the shortest secret that has a hint', { apiKey: 'API-12345678' }, { apiKey: '5678' }],
    ['a short secret not at all', { apiKey: 'API-1234567' }, { apiKey: '' }],
    ['what is no secret, even when it is short', { side: 'b' }, { side: 'b' }],
    ['no field that is not there', {}, {}],
  ])('shows %s', (_, credentials, hints) => {
    expect(credentialHints(NETWORK, credentials)).toEqual(hints);
  });
});
