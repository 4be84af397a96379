import type { ChangesSummary } from '@tributary/api-contract';
import type { ChangeFormats } from '@tributary/client-ui';
import { effectView, type EffectView } from '../feed/change-view';
import type { ChangePeriod } from '../page/changes-filter';

export interface HeadlineView {
  /** "Since you last looked, Fri 20 Nov, 14:02" */
  readonly since: string;
  readonly sales: string;
  readonly effect: EffectView;
  readonly networks: readonly {
    readonly network: string;
    readonly sales: string;
    readonly effect: EffectView;
  }[];
  /** What has no rate yet, in its own currencies; null when all is converted. */
  readonly notConverted: string | null;
}

export function headlineView(
  summary: ChangesSummary,
  period: ChangePeriod,
  formats: ChangeFormats,
): HeadlineView {
  const effectOf = (amount: string) => effectView({ amount, currency: summary.currency }, formats);
  const salesOf = (count: number) => salesText(count, formats);
  return {
    since: sinceText(summary, period, formats),
    sales: salesOf(summary.sales),
    effect: effectOf(summary.effect),
    networks: summary.networks.map(({ network, sales, effect }) => ({
      network,
      sales: salesOf(sales),
      effect: effectOf(effect),
    })),
    notConverted: notConverted(summary, formats),
  };
}

/** "14 sales changed" */
function salesText(count: number, { numbers }: Pick<ChangeFormats, 'numbers'>): string {
  return count === 1 ? '1 sale changed' : `${numbers.count(count)} sales changed`;
}

export function sinceText(
  { since, lastLookedAt }: Pick<ChangesSummary, 'since' | 'lastLookedAt'>,
  period: ChangePeriod,
  { dates, now }: ChangeFormats,
): string {
  if (period === '30-days') return 'In the last 30 days';
  if (period === '7-days' || lastLookedAt === null) return 'In the last 7 days';
  return `Since you last looked, ${dates.moment(since, now)}`;
}

function notConverted({ notConverted: open }: ChangesSummary, { numbers }: ChangeFormats): string | null {
  if (open.length === 0) return null;
  const amounts = open.map(({ amount, currency }) => numbers.signedMoney(amount, currency));
  return `Not converted, because no exchange rate is known yet: ${amounts.join(', ')}.`;
}
