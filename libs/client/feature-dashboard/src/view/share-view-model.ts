import type { Dashboard, NetworkShare } from '@tributary/api-contract';
import type { ShareRow, ShareView } from '@tributary/client-ui';
import { coordinate, sumDecimals } from './decimals';
import { relativeDelta } from './delta';
import type { NetworkNames } from './network-names';
import type { DashboardWords } from './words';

export function shareView(dashboard: Dashboard, words: DashboardWords, names: NetworkNames): ShareView {
  const rows = dashboard.share.map((part) => shareRow(part, dashboard, { words, names }));
  const tellsSales = dashboard.share.every(({ sales }) => sales !== null);
  const total = sumDecimals(dashboard.share.map(({ earnings }) => earnings));
  return {
    caption: dashboard.clock === 'event-date' ? 'of Earnings, by event date' : 'of Earnings',
    rows,
    totalText: words.wholeMoney(total),
    summary: `Share by network: ${rows.map(spoken).join(', ')}`,
    table: {
      caption: 'Earnings by network',
      columns: ['Network', 'Earnings', 'Share', 'Change', ...(tellsSales ? ['Sales'] : [])],
      rows: rows.map((row, index) => [
        row.network.name,
        row.text,
        row.shareText || '–',
        row.note ?? row.change?.text ?? '–',
        ...(tellsSales ? [words.count(dashboard.share[index]?.sales ?? 0)] : []),
      ]),
    },
  };
}

function shareRow(
  part: NetworkShare,
  dashboard: Dashboard,
  { words, names }: { readonly words: DashboardWords; readonly names: NetworkNames },
): ShareRow {
  const change = part.change === null ? null : relativeDelta(part.change, 'good', words);
  return {
    network: names(part.network),
    value: coordinate(part.earnings),
    text: words.money(part.earnings),
    shareText: part.share === null ? '' : words.percent(part.share),
    change:
      change === null ? null : { text: change.text, tone: change.tone, rises: change.direction !== 'down' },
    note: readOnlyUntil(part.network, dashboard, words),
  };
}

/** A network that broke is not slow: its change would be a wrong comparison, so it says until when it was read. */
function readOnlyUntil(network: string, dashboard: Dashboard, words: DashboardWords): string | null {
  const accounts = dashboard.accounts.filter((account) => account.network === network);
  if (accounts.length === 0 || accounts.some(({ health }) => health !== 'needs-attention')) return null;
  const until = accounts.map(({ lastGoodSyncAt }) => lastGoodSyncAt).find((at) => at !== null);
  return until === undefined ? 'not read yet' : `to ${words.day(words.dayOf(until))}`;
}

function spoken(row: ShareRow): string {
  return `${row.network.name} ${[row.text, row.shareText].filter((text) => text !== '').join(', ')}`;
}
