import type { ProblemDetails } from '@tributary/api-contract';
import { checkOf, refusedCheck, withoutRefusal } from './key-check';

function aProblem(code: string, status: number, change: Partial<ProblemDetails> = {}): ProblemDetails {
  const type = `urn:tributary:problem:${code}`;
  return {
    type,
    title: 'Refused',
    status,
    detail: 'It answered "Invalid API key", code 2',
    instance: '/',
    ...change,
  };
}

describe('key check', () => {
  it('is good with the summary as a sentence', () => {
    const answer = {
      summary: '2 nicknames, 31 orders yesterday',
      suggestedLabel: 'oakfield',
      alreadyConnected: null,
    };
    expect(checkOf(answer, null)).toEqual({
      kind: 'good',
      summary: '2 nicknames, 31 orders yesterday.',
      suggestedLabel: 'oakfield',
    });
  });

  it('names the account that is connected already, unless its own key is replaced', () => {
    const known = { id: 'account-1', label: 'northbank' };
    const answer = { summary: 'ok', suggestedLabel: null, alreadyConnected: known };
    expect(checkOf(answer, null)).toEqual({ kind: 'connected-already', account: known });
    expect(checkOf(answer, 'account-2').kind).toBe('connected-already');
    expect(checkOf(answer, 'account-1').kind).toBe('good');
  });

  it("tells a refusal in the network's own words", () => {
    expect(refusedCheck('Digistore24', aProblem('key-refused', 422))).toEqual({
      kind: 'refused',
      lead: 'Digistore24 refused this key.',
      text:
        'It answered "Invalid API key", code 2. Copy the key again and check that it is still listed as active. ' +
        'Nothing was saved.',
    });
  });

  it('says neither the refusal nor that nothing was saved twice', () => {
    const detail =
      'Digistore24 refused the key. The network says: "The API key is invalid." Nothing was saved.';
    const { text } = { text: '', ...refusedCheck('Digistore24', aProblem('key-refused', 422, { detail })) };
    expect(text).toBe(
      'The network says: "The API key is invalid." Copy the key again and check that it is still listed as active. ' +
        'Nothing was saved.',
    );
  });

  it('keeps the reason that follows the refusal in the same sentence', () => {
    expect(withoutRefusal('ClickBank refused the key: it is inactive.', 'ClickBank')).toBe('It is inactive.');
    expect(withoutRefusal('JVZoo refused the key (HTTP 401).', 'JVZoo')).toBe('');
    expect(withoutRefusal('No order role.', 'JVZoo')).toBe('No order role.');
  });

  it('says once that nothing was saved, however often it is told', () => {
    const detail = 'It answered "Invalid API key". Nothing was saved.';
    const check = refusedCheck('Digistore24', aProblem('key-refused', 422, { detail }));
    expect(check.kind === 'refused' && check.text.match(/Nothing was saved/g)).toHaveLength(1);
  });

  it.each([
    [aProblem('network-not-answering', 503), 'Digistore24 could not be asked.'],
    [aProblem('too-many-requests', 429), 'Digistore24 could not be asked.'],
    [
      aProblem('invalid-input', 400, { errors: [{ field: 'credentials.apiKey', message: 'is too short' }] }),
      'The key could not be tested.',
    ],
    [aProblem('unreachable', 0), 'The test did not get an answer.'],
  ])('does not blame the key for anything else: %#', (problem, lead) => {
    const check = refusedCheck('Digistore24', problem);
    expect(check).toMatchObject({ kind: 'refused', lead });
    expect(check.kind === 'refused' && check.text.endsWith('Nothing was saved.')).toBe(true);
  });
});
