import { NO_FIGURES, type Figures } from './figures';
import { momentum } from './momentum';

function days(count: number, figures: Partial<Figures>): Figures[] {
  return Array.from({ length: count }, () => ({ ...NO_FIGURES, ...figures }));
}

describe('momentum', () => {
  it.each([
    ['100', 'steady', '0.0000'],
    ['120', 'accelerating', '0.1465'],
    ['80', 'slowing', '-0.1608'],
  ])('with %s a day in the last week is %s', (recent, pace, change) => {
    const month = [...days(23, { earned: '100', sales: 2 }), ...days(7, { earned: recent, sales: 2 })];
    expect(momentum(month)).toMatchObject({ state: 'known', pace, change });
  });

  it('takes exactly ten percent for steady', () => {
    const month = [...days(23, { earned: '69', sales: 1 }), ...days(7, { earned: '77', sales: 1 })];
    const result = momentum(month);
    expect(result).toMatchObject({ state: 'known', pace: 'steady' });
  });

  it('says how much is missing under twenty sales', () => {
    const month = [...days(29, { earned: '10' }), ...days(1, { earned: '10', sales: 14 })];
    expect(momentum(month)).toEqual({ state: 'too-little-data', sales: 14, needed: 20 });
  });

  it('counts days without figures as days with nothing', () => {
    const result = momentum(days(7, { earned: '30', sales: 5 }));
    expect(result).toMatchObject({ recentPerDay: '30.0000', baselinePerDay: '7.0000' });
  });

  it('subtracts reversals', () => {
    const month = days(30, { earned: '100', reversed: '40', sales: 1 });
    expect(momentum(month)).toMatchObject({ recentPerDay: '60.0000' });
  });
});
