import { axisGutter, niceScale } from './axis-scale';

describe('niceScale', () => {
  it.each([
    [
      [3_300, 940],
      [0, 1_000, 2_000, 3_000],
    ],
    [
      [67_900, -4_800],
      [0, 20_000, 40_000, 60_000],
    ],
    [[100], [0, 25, 50, 75, 100]],
    [
      [-300, -20],
      [-300, -200, -100, 0],
    ],
    [[0.4], [0, 0.1, 0.2, 0.30000000000000004, 0.4]],
  ])('puts round lines through %j', (values, ticks) => {
    expect(niceScale(values).ticks).toEqual(ticks);
  });

  it('holds zero and every value', () => {
    const { min, max } = niceScale([120, -40]);
    expect(min).toBeLessThan(-40);
    expect(max).toBeGreaterThan(120);
    expect(niceScale([120]).min).toBe(0);
  });

  it('survives days without money', () => {
    expect(niceScale([])).toEqual({ min: 0, max: 1, ticks: [0] });
    expect(niceScale([0, 0]).ticks).toEqual([0]);
  });

  it('makes room for the longest label', () => {
    const scale = niceScale([3_300]);
    expect(axisGutter(scale, (value) => `US$${value}`)).toBeGreaterThan(axisGutter(scale, () => '€3k'));
  });
});
