import { PLAIN } from './profile';
import { type Payment } from './payment';
import { ToldWorld } from './told-world';

const PRODUCT = { code: '1', name: 'Thing', vendor: 'V', prices: { USD: [1000] }, share: 0.5, rebills: 0 };
const PROFILE = { ...PLAIN, products: [PRODUCT], currencies: ['USD'] };

function payment(at: number, index: number, changes: Partial<Payment> = {}): Payment {
  return {
    ...({ place: { day: 20_000, index, cycle: 0 }, kind: 'sale', at, lines: [], product: PRODUCT } as const),
    ...{
      gross: 1000,
      currency: 'USD',
      commission: 500,
      commissionCurrency: 'USD',
      settledAt: at,
      diesAt: null,
    },
    ...{ reversals: [], requestedAt: null, voidedAt: null, isTest: false },
    ...changes,
  };
}

describe('ToldWorld', () => {
  const refund = { kind: 'refund', at: 300, from: 0, to: 100 } as const;
  let now = 0;
  const world = new ToldWorld(
    { profile: PROFILE, since: 0 },
    (instant) => [
      payment(200, 2),
      payment(100, 1, { reversals: [refund], gross: instant < 1_000 ? 1000 : 900 }),
      payment(100, 0),
    ],
    () => now,
  );

  it('lists what was told by time, and always in one order', () => {
    expect(world.payments({ from: 100, to: 200 }).map(({ place }) => place.index)).toEqual([0, 1]);
    expect(world.movements({ from: 150, to: 301 }).map(({ kind }) => kind)).toEqual(['payment', 'refund']);
  });

  it('holds other payments at another instant', () => {
    now = 500;
    const before = world.at({ day: 20_000, index: 1, cycle: 0 })?.gross;
    now = 1_500;
    expect([before, world.at({ day: 20_000, index: 1, cycle: 0 })?.gross]).toEqual([1000, 900]);
    expect(world.at({ day: 20_000, index: 9, cycle: 0 })).toBeNull();
  });
});
