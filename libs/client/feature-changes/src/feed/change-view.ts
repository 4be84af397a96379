import type { SaleChangeRow } from '@tributary/api-contract';
import {
  changeLines,
  changeOrigin,
  changeTitle,
  signOf,
  type ChangeFormats,
  type ChangeLine,
} from '@tributary/client-ui';

export interface EffectView {
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'none';
}

/** One change as it is read: what, whose, old and new, and what it did to Earnings. */
interface ChangeView {
  readonly key: string;
  readonly network: string;
  readonly account: string;
  readonly time: string;
  readonly exactly: string;
  readonly title: string;
  readonly lines: readonly ChangeLine[];
  readonly product: string;
  readonly order: string;
  readonly effects: readonly EffectView[];
  readonly origin: string;
  /** Opens the sale in the list; null when it is gone. */
  readonly query: { readonly account: string; readonly search: string } | null;
}

export interface ChangeDay {
  readonly day: string;
  readonly label: string;
  readonly changes: readonly ChangeView[];
}

/** Grouped by the agency's day on which they were found, in the order they came. */
export function changeDays(rows: readonly SaleChangeRow[], formats: ChangeFormats): readonly ChangeDay[] {
  const { dates, now } = formats;
  const groups = Map.groupBy(rows, (row) => dates.dayOf(row.changedAt));
  return [...groups].map(([day, changes]) => ({
    day,
    label: day === dates.dayOf(now) ? 'Today' : dates.day(day, now),
    changes: changes.map((row) => changeView(row, formats)),
  }));
}

function changeView(row: SaleChangeRow, formats: ChangeFormats): ChangeView {
  const { before, after, accountId, orderId, changedAt } = row;
  const shown = after ?? before;
  return {
    key: `${accountId}/${orderId}/${changedAt}`,
    network: row.network,
    account: row.accountLabel,
    time: formats.dates.time(changedAt),
    exactly: formats.dates.exactMoment(changedAt),
    title: changeTitle(row.kind, after),
    lines: after === null ? [] : changeLines(before, after, formats),
    product: shown.productName ?? 'Product not reported',
    order: shown.orderNumber,
    effects: row.effects.map((effect) => effectView(effect, formats)),
    origin: changeOrigin({ ...row, at: changedAt }, formats),
    query: after === null ? null : { account: accountId, search: orderId },
  };
}

export function effectView(
  { amount, currency }: { readonly amount: string; readonly currency: string },
  { numbers }: Pick<ChangeFormats, 'numbers'>,
): EffectView {
  const tones = { '-1': 'bad', '0': 'none', '1': 'good' } as const;
  const sign = signOf(amount);
  return { text: sign === 0 ? 'no effect' : numbers.signedMoney(amount, currency), tone: tones[sign] };
}
