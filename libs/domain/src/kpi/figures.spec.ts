import {
  addFigures,
  averageCommission,
  averageOrderValue,
  earnings,
  grossCoverage,
  NO_FIGURES,
  refundRate,
  revenue,
  type Figures,
} from './figures';

const ONE: Figures = {
  earned: '100.10',
  reversed: '20.05',
  pending: '7',
  gross: '300',
  refundedGross: '50',
  sales: 4,
  pendingSales: 1,
  grossKnownSales: 3,
  reversedSales: 1,
  chargebackSales: 0,
};

describe('figures', () => {
  it('earns what was not reversed, pending apart', () => {
    expect(earnings(ONE)).toBe('80.05');
    expect(revenue(ONE)).toBe('250');
  });

  it('averages over the sales that know the figure', () => {
    expect(averageCommission(ONE)).toBe('25.0250');
    expect(averageOrderValue(ONE)).toBe('100.0000');
    expect(grossCoverage(ONE)).toBe('0.7500');
    expect(refundRate(ONE)).toBe('0.2500');
  });

  it('knows no average of nothing', () => {
    expect([averageCommission(NO_FIGURES), averageOrderValue(NO_FIGURES), refundRate(NO_FIGURES)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('adds every part exactly', () => {
    const sum = addFigures([ONE, ONE, { ...NO_FIGURES, earned: '0.0001' }]);
    expect(sum).toMatchObject({ earned: '200.2001', reversed: '40.1', sales: 8, reversedSales: 2 });
  });
});
