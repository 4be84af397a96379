import type { GroundTruth } from '@tributary/network-simulator';
import { currency } from '@tributary/domain';
import { BOOKING_CLOCKS } from '@tributary/ports';
import { PostgresFiguresRepository } from '@tributary/postgres';
import type { TestDatabase } from '@tributary/postgres/testing';
import { Decimal } from 'decimal.js';

const Exact = Decimal.clone({ precision: 40 });

/** Units for one euro. Halves and quarters of a cent come out even, so that sums are compared to the last digit. */
const RATES = { USD: '2', CHF: '0.5', GBP: '0.25', BRL: '8', MXN: '20', CAD: '4' } as const;

/** The same rates for every day of the histories. */
export async function setRates(database: TestDatabase): Promise<void> {
  const rates = Object.entries(RATES).map(([code, rate]) => `('${code}', ${rate})`);
  await database.owner.em.getConnection().execute(`
    insert into exchange_rate (currency, day, per_euro, source)
    select code, day::date, rate, 'test' from (values ${rates.join(', ')}) as r(code, rate),
      generate_series('2026-01-01'::date, '2027-12-31'::date, interval '5 days') as day
    on conflict do nothing`);
}

/** Earnings over all time by one clock, in euros, as the dashboard computes them. */
async function shownEarnings(
  database: TestDatabase,
  agency: { readonly agencyId: string; readonly zone: string },
  clock: (typeof BOOKING_CLOCKS)[number],
): Promise<Decimal> {
  const rows = await new PostgresFiguresRepository(database.orm).byMonth({
    ...agency,
    from: new Date('2000-01-01T00:00:00Z'),
    until: new Date('2100-01-01T00:00:00Z'),
    reportingCurrency: currency('EUR'),
    clock,
    networks: [],
    accounts: 'all',
    statuses: [],
    asOf: null,
  });
  return rows.reduce((sum, { earned, reversed }) => sum.plus(earned).minus(reversed), new Exact(0));
}

function inEuros(amount: string | null, code: string): Decimal {
  return new Exact(amount ?? '0').div(
    code === 'EUR' ? 1 : ((RATES as Readonly<Record<string, string>>)[code] ?? Number.NaN),
  );
}

function trueEarnings({ sales, reversals }: GroundTruth): Decimal {
  const earned = sales
    .filter(({ state }) => state === 'completed')
    .map((sale) => inEuros(sale.commission, sale.commissionCurrency));
  const reversed = reversals.map((reversal) =>
    inEuros(reversal.commission, reversal.commissionCurrency).neg(),
  );
  return [...earned, ...reversed].reduce((sum, amount) => sum.plus(amount), new Exact(0));
}

/** Both clocks agree over all time, and with the truth. */
export async function wrongTotals(
  database: TestDatabase,
  agency: { readonly agencyId: string; readonly zone: string },
  truth: GroundTruth,
): Promise<readonly string[]> {
  const expected = trueEarnings(truth).toFixed(8);
  const found = await Promise.all(
    BOOKING_CLOCKS.map(async (clock) => ({
      clock,
      shown: (await shownEarnings(database, agency, clock)).toFixed(8),
    })),
  );
  return found
    .filter(({ shown }) => shown !== expected)
    .map(({ clock, shown }) => `earnings by ${clock} are ${shown} instead of ${expected}`);
}
