import { type Currency, timeZone } from '@tributary/domain';
import type { RawRow } from '@tributary/ports';
import { z } from 'zod';
import { parseText, required, wire, wireCurrency, wireObject } from '../wire-schema';
import type { WireRow } from './columns';

/** What mapping a row takes besides the row: the network states neither zone nor currency. */
interface Assumptions {
  readonly zone: string;
  readonly currency: Currency;
}

/** One order, as a row of a report. */
export interface RowEnvelope extends Assumptions {
  readonly row: WireRow;
}

const assumptions = {
  zone: wire((value) => timeZone(required(parseText)(value))),
  currency: wireCurrency,
};

/** An affiliate's commission. */
export const conversionEnvelope = z.object({
  kind: z.literal('conversion'),
  ...assumptions,
  row: wireObject,
});
export const dayEnvelope = z.object({
  kind: z.literal('day'),
  ...assumptions,
  rows: z.array(wireObject).min(1),
});
/** A vendor's order. */
export const vendorOrderEnvelope = z.object({
  kind: z.literal('vendor-order'),
  ...assumptions,
  row: wireObject,
});

export function rowEnvelope(
  kind: 'conversion' | 'vendor-order',
  { zone, currency }: Assumptions,
  row: WireRow,
): RawRow {
  return { kind, zone, currency, row };
}

export function daysEnvelope({ zone, currency }: Assumptions, rows: readonly WireRow[]): RawRow {
  return { kind: 'day', zone, currency, rows };
}
