import { PLAIN_WORDS } from '../testing';
import { filterOf, reasonChoices, stateOptions } from './quarantine-filter';

const GROUPS = [
  { reason: 'no date', field: 'time', open: 14, dismissed: 1 },
  { reason: 'no amount', field: null, open: 1, dismissed: 0 },
  { reason: 'a test', field: null, open: 0, dismissed: 2 },
];

describe('the filter of rows kept aside', () => {
  it.each([
    [undefined, undefined, { state: 'open', reason: null }],
    ['dismissed', 'no date', { state: 'dismissed', reason: 'no date' }],
    ['nonsense', '', { state: 'open', reason: null }],
  ])('reads the URL: %s, %s', (state, reason, filter) => {
    expect(filterOf(state, reason)).toEqual(filter);
  });

  it('counts rows of each state', () => {
    expect(stateOptions(GROUPS).map(({ label, count }) => `${label} ${String(count)}`)).toEqual([
      'Waiting 15',
      'Dismissed 3',
    ]);
  });

  it('offers the reasons of the state, and keeps the chosen one', () => {
    const choices = (reason: string | null) =>
      reasonChoices(GROUPS, { state: 'open', reason }, PLAIN_WORDS).map(
        ({ label, size, isChosen }) => `${label}: ${size}${isChosen ? ' *' : ''}`,
      );
    expect(choices(null)).toEqual(['Every reason: 15 rows *', 'no date: 14 rows', 'no amount: 1 row']);
    expect(choices('a test')).toContain('a test: 0 rows *');
  });
});
