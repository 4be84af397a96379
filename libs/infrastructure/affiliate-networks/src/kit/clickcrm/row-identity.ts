import type { RawRow } from '@tributary/ports';
import { z } from 'zod';
import { wireObject } from '../wire-schema';
import type { ColumnNames } from './columns';
import { isFinalState } from './final-state';
import { orderEventOf } from './order-event';
import { orderKey } from './order-key';

const shape = z.object({
  kind: z.enum(['conversion', 'vendor-order']),
  row: wireObject,
});

/**
 * The order a row tells of. A row that is changed in place is the order; one that tells a single event is it only when
 * the event is a sale, for the keys of the others hold their time, which is no id. A day's totals are no order.
 */
export function identifyRow(raw: RawRow, columns: ColumnNames): string | null {
  const found = shape.safeParse(raw).data;
  if (!found) return null;
  const { kind, row } = found;
  const isSale = ['sale', 'rebill', 'pending'].includes(orderEventOf(row, columns.event) ?? '');
  return kind === 'vendor-order' || isFinalState(row) || isSale ? orderKey(row, columns) : null;
}
