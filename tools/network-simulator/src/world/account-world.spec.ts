import { CLICKBANK_PROFILE } from '../networks/clickbank/catalogue';
import { DIGISTORE24_PROFILE } from '../networks/digistore24/catalogue';
import { AccountWorld, type WorldOptions } from './account-world';
import { takenBack } from './payment';
import { DAY, MINUTE } from './wall-clock';

const OPTIONS: WorldOptions = {
  seed: 7,
  profile: DIGISTORE24_PROFILE,
  salesPerDay: 8,
  since: Date.UTC(2025, 0, 1),
  livePerMinute: 0,
  liveSince: Date.UTC(2026, 5, 1),
};
const SPAN = { from: Date.UTC(2025, 2, 1), to: Date.UTC(2025, 8, 1) };

describe('AccountWorld', () => {
  it('tells the same world twice, and another one for another seed', () => {
    const told = new AccountWorld(OPTIONS).payments(SPAN);
    expect(new AccountWorld(OPTIONS).payments(SPAN)).toEqual(told);
    expect(new AccountWorld({ ...OPTIONS, seed: 8 }).payments(SPAN)).not.toEqual(told);
  });

  it('tells the same movements whether asked for half a year or day by day', () => {
    const whole = new AccountWorld(OPTIONS).movements(SPAN);
    const world = new AccountWorld(OPTIONS);
    const pieces = [];
    for (let from = SPAN.from; from < SPAN.to; from += DAY)
      pieces.push(...world.movements({ from, to: from + DAY }));
    expect(pieces).toEqual(whole);
    expect(new Set(whole.map(({ kind }) => kind))).toEqual(
      new Set(['payment', 'refund', 'chargeback', 'refund_request']),
    );
  });

  it('finds every payment again by its place', () => {
    const world = new AccountWorld(OPTIONS);
    for (const payment of world.payments(SPAN)) expect(world.at(payment.place)).toEqual(payment);
    expect(world.at({ day: Math.floor(SPAN.from / DAY), index: 5000, cycle: 0 })).toBeNull();
  });

  it('loses no cent over the parts of a payment that come back', () => {
    const payments = new AccountWorld(OPTIONS).payments(SPAN);
    const inParts = payments.filter(({ reversals }) => reversals.length === 2);
    expect(inParts.length).toBeGreaterThan(0);
    for (const { commission, reversals } of inParts) {
      expect(reversals.reduce((sum, each) => sum + takenBack(commission, each), 0)).toBe(commission);
    }
  });

  it('sells something new every few minutes once the live stream runs, and only then', () => {
    const live = { ...OPTIONS, livePerMinute: 1 };
    const hour = { from: OPTIONS.liveSince, to: OPTIONS.liveSince + 60 * MINUTE };
    const before = { from: hour.from - DAY, to: hour.from };
    const fresh = new AccountWorld(live).payments(hour).filter(({ kind }) => kind === 'sale');
    expect(fresh.length).toBeGreaterThanOrEqual(60);
    expect(new AccountWorld(live).payments(before)).toEqual(new AccountWorld(OPTIONS).payments(before));
  });

  it('puts several lines under one order where the network knows order bumps', () => {
    const payments = new AccountWorld({ ...OPTIONS, profile: CLICKBANK_PROFILE }).payments(SPAN);
    const bumped = payments.filter(({ lines }) => lines.length > 1);
    expect(bumped.length).toBeGreaterThan(10);
    for (const { gross, lines } of bumped) {
      expect(lines.reduce((sum, line) => sum + line.gross, 0)).toBe(gross);
      expect(new Set(lines.map(({ product }) => product.code)).size).toBe(lines.length);
    }
  });
});
