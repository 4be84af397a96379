import { periodProblem, presetPeriod } from './reread-choice';

const OPTIONS = { today: '2026-11-20', earliest: '2021-11-20' };
const NOTHING = { from: '', until: '' };

describe('presetPeriod', () => {
  it('counts today as one of the days', () => {
    expect(presetPeriod('seven-days', NOTHING, OPTIONS)).toEqual({ from: '2026-11-14', until: '2026-11-20' });
    expect(presetPeriod('thirty-days', NOTHING, OPTIONS)).toEqual({
      from: '2026-10-22',
      until: '2026-11-20',
    });
  });

  it('takes the chosen days otherwise', () => {
    const chosen = { from: '2026-03-01', until: '2026-03-02' };
    expect(presetPeriod('other', chosen, OPTIONS)).toEqual(chosen);
  });
});

describe('periodProblem', () => {
  it.each([
    ['2026-11-20', '2026-11-20', null],
    ['2021-11-20', '2026-11-20', null],
    ['', '2026-11-20', { field: 'from', text: 'Choose the first day to read again.' }],
    ['2026-11-01', '', { field: 'until', text: 'Choose the last day to read again.' }],
    ['2026-11-21', '2026-11-21', { field: 'from', text: 'This day has not come yet.' }],
    ['2026-11-20', '2026-11-21', { field: 'until', text: 'This day has not come yet.' }],
    ['2021-11-19', '2026-11-20', { field: 'from', text: 'Networks can be asked at most five years back.' }],
    ['2026-11-20', '2026-11-19', { field: 'until', text: 'The last day is before the first one.' }],
  ])('of %s to %s', (from, until, problem) => {
    expect(periodProblem({ from, until }, OPTIONS)).toEqual(problem);
  });
});
