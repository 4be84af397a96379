import { type DecimalText, sumDecimals } from '@tributary/domain';
import type { NetworkTotal, NormalizedRow, RawRow } from '@tributary/ports';
import { absoluteDecimal, parseDecimal } from '../wire-decimal';
import { readRow, unreadableRow } from '../wire-schema';
import { type Alias, DAY_COLUMNS } from './columns';
import { dayEnvelope } from './envelope';
import { normalized } from './order';
import { RowValues } from './row-values';

/** The totals of a day, summed over its rows; they are never turned into orders. @throws {UnexpectedResponse} `skip-row`. */
export function normalizeDay(raw: RawRow, networkName: string): NormalizedRow {
  const { rows, zone, currency } = readRow(dayEnvelope, raw, networkName);
  const parts = rows.map((row) => new RowValues(row, { networkName, zone }));
  const days = new Set(parts.map((part) => part.required(DAY_COLUMNS.day, part.day(DAY_COLUMNS.day))));
  const [day] = days;
  if (day === undefined || days.size > 1) throw unreadableRow(networkName, 'date', 'is not one day');
  const voided = decimals(parts, DAY_COLUMNS.voided);
  const total: NetworkTotal = {
    day,
    zone,
    currency,
    grossCommission: decimals(parts, DAY_COLUMNS.gross),
    // Gross minus voided is net, with voided written positive as far as anyone has seen.
    voidedCommission: voided && absoluteDecimal(voided),
    netCommission: decimals(parts, DAY_COLUMNS.net),
    conversions: counts(parts, DAY_COLUMNS.conversions),
    reversals: null,
    visits: counts(parts, DAY_COLUMNS.visits),
  };
  if (isBlank(total))
    throw unreadableRow(networkName, 'net_commissions|conversions_count|visits', 'is missing');
  return normalized({ dailyTotals: [total] });
}

/** The exact sum, or null as soon as one part does not tell it. */
function decimals(parts: readonly RowValues[], names: Alias): DecimalText | null {
  const told = parts.map((part) => part.decimal(names)).filter((value) => value !== null);
  return told.length < parts.length ? null : parseDecimal(sumDecimals(told));
}

function counts(parts: readonly RowValues[], names: Alias): number | null {
  const told = parts.map((part) => part.count(names)).filter((value) => value !== null);
  return told.length < parts.length ? null : told.reduce((sum, value) => sum + value, 0);
}

function isBlank({ grossCommission, netCommission, conversions, visits }: NetworkTotal): boolean {
  return [grossCommission, netCommission, conversions, visits].every((value) => value === null);
}
