import type { SaleHistoryEntryView, SaleSnapshotView } from '@tributary/api-contract';
import {
  changeLines,
  changeOrigin,
  changeTitle,
  signOf,
  type ChangeFormats,
  type ChangeLine,
} from '@tributary/client-ui';

export interface HistoryEntry {
  readonly key: string;
  readonly title: string;
  readonly tone: 'bad' | 'good' | 'none';
  readonly moment: string;
  readonly exactly: string;
  readonly lines: readonly ChangeLine[];
  /** "Pending, €52.77" where nothing was before. */
  readonly text: string | null;
  readonly origin: string;
}

/** Newest first: what it says now stands on top. */
export function saleHistoryView(
  entries: readonly SaleHistoryEntryView[],
  formats: ChangeFormats,
): readonly HistoryEntry[] {
  return entries.map((entry) => entryView(entry, formats)).toReversed();
}

function entryView(entry: SaleHistoryEntryView, formats: ChangeFormats): HistoryEntry {
  const { at, before, after, kind } = entry;
  const isFirst = before === null;
  return {
    key: at,
    title: changeTitle(kind, after),
    tone: toneOf(entry),
    moment: formats.dates.moment(at, formats.now),
    exactly: formats.dates.exactMoment(at),
    lines: before && after ? changeLines(before, after, formats) : [],
    text: isFirst && after ? firstText(after, formats) : null,
    origin: changeOrigin(entry, formats),
  };
}

function toneOf({ effects }: SaleHistoryEntryView): HistoryEntry['tone'] {
  const signs = effects.map(({ amount }) => signOf(amount));
  if (signs.includes(-1)) return 'bad';
  return signs.includes(1) ? 'good' : 'none';
}

function firstText(sale: SaleSnapshotView, { numbers }: ChangeFormats): string {
  const status = {
    pending: 'Pending',
    completed: 'Completed',
    refunded: 'Refunded',
    chargeback: 'Charged back',
  };
  const money =
    sale.commission === null
      ? 'commission not reported'
      : numbers.money(sale.commission, sale.commissionCurrency);
  return `${status[sale.status]}, ${money}`;
}
