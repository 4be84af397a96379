import type { Dashboard } from '@tributary/api-contract';
import type { NetworkNames } from './network-names';
import type { DashboardWords } from './words';

interface Gap {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** "JVZoo not read since 18 Nov", the longest gap first; null when every day was read. */
export function notReadNote(dashboard: Dashboard, words: DashboardWords, names: NetworkNames): string | null {
  const gaps = gapsOf(dashboard, names);
  const [first, ...more] = gaps;
  if (first === undefined) return null;
  const lastDay = dashboard.trend.at(-1)?.day;
  const note = noteOf(first, lastDay, words);
  return more.length === 0 ? note : `${note}, ${more.length} more`;
}

function noteOf(gap: Gap, lastDay: string | undefined, words: DashboardWords): string {
  if (gap.to !== lastDay) {
    return gap.from === gap.to
      ? `${gap.name} not read on ${words.day(gap.from)}`
      : `${gap.name} not read ${words.days(gap.from, gap.to)}`;
  }
  return gap.from === lastDay
    ? `${gap.name} late today`
    : `${gap.name} not read since ${words.day(gap.from)}`;
}

function gapsOf(dashboard: Dashboard, names: NetworkNames): readonly Gap[] {
  const days = new Map<string, string[]>();
  for (const point of dashboard.trend) {
    for (const { network, label } of point.notRead) {
      const several = dashboard.accounts.filter((account) => account.network === network).length > 1;
      const name = several ? `${names(network).name} · ${label}` : names(network).name;
      days.set(name, [...(days.get(name) ?? []), point.day]);
    }
  }
  return [...days]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .flatMap(([name, missing]) => {
      const [from, to] = [missing[0], missing.at(-1)];
      return from === undefined || to === undefined ? [] : [{ name, from, to }];
    });
}
