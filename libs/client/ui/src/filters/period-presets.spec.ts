import { periodPresets, presetOf } from './period-presets';

describe('periods to choose from', () => {
  it('offers periods that end today, today included', () => {
    const byId = Object.fromEntries(periodPresets('2026-11-20').map((preset) => [preset.id, preset]));
    expect(byId['30-days']).toMatchObject({ from: '2026-10-22', to: '2026-11-20' });
    expect(byId['7-days']).toMatchObject({ from: '2026-11-14', to: '2026-11-20' });
    expect(byId['last-month']).toMatchObject({ from: '2026-10-01', to: '2026-10-31' });
  });

  it('finds last month across the turn of the year', () => {
    const lastMonth = periodPresets('2027-01-05').find(({ id }) => id === 'last-month');
    expect(lastMonth).toMatchObject({ from: '2026-12-01', to: '2026-12-31' });
  });

  it('recognises a preset and leaves a period of its own alone', () => {
    expect(presetOf({ from: null, to: null }, '2026-11-20')?.id).toBe('all');
    expect(presetOf({ from: '2026-11-01', to: '2026-11-20' }, '2026-11-20')?.id).toBe('month');
    expect(presetOf({ from: '2026-11-03', to: '2026-11-04' }, '2026-11-20')).toBeNull();
  });
});
