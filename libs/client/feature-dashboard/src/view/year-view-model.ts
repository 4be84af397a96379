import type { Dashboard, MonthBar } from '@tributary/api-contract';
import type { YearMonth, YearView } from '@tributary/client-ui';
import { coordinate } from './decimals';
import { relativeDelta } from './delta';
import type { DashboardWords } from './words';

export function yearView(dashboard: Dashboard, words: DashboardWords): YearView {
  const { year } = dashboard;
  const openMonth = year.months.find(({ isOpen }) => isOpen)?.month;
  const months = year.months.map((bar) =>
    yearMonth(bar, words, openMonth !== undefined && bar.month > openMonth),
  );
  const change = year.change === null ? null : relativeDelta(year.change, 'good', words);
  const hasPrevious = months.some(({ previousNet }) => previousNet !== null);
  return {
    heading: `Year ${year.year}`,
    months,
    toDateText: year.toDate === null ? '–' : words.wholeMoney(year.toDate),
    change:
      change === null ? null : { text: change.text, tone: change.tone, rises: change.direction !== 'down' },
    comparedWith: comparedWith(dashboard, words),
    previousLabel: hasPrevious ? `Net ${year.year - 1}` : null,
    summary: `Year ${year.year}: ${year.toDate === null ? 'nothing' : words.money(year.toDate)} net to date${
      change === null ? '' : `, ${change.text} against ${year.year - 1}`
    }. Arrow keys read single months.`,
    table: tableOf(months, year.year),
    axisMoney: (value) => words.shortMoney(value),
  };
}

function comparedWith({ year, period }: Dashboard, words: DashboardWords): string | null {
  if (year.previousToDate === null) return null;
  const lastYear = `${year.year - 1}${period.to.slice(4)}`;
  return `vs ${words.wholeMoney(year.previousToDate)} to ${words.fullDay(lastYear)}`;
}

function yearMonth(bar: MonthBar, words: DashboardWords, isAhead: boolean): YearMonth {
  const previous = bar.previousYearNet;
  return {
    label: words.month(bar.month, 'short'),
    shortLabel: words.month(bar.month, 'narrow'),
    title: words.month(bar.month, 'long'),
    earned: isAhead ? null : coordinate(bar.earned),
    reversed: isAhead ? null : coordinate(bar.reversed),
    net: isAhead ? null : coordinate(bar.net),
    previousNet: previous === null ? null : coordinate(previous),
    earnedText: words.money(bar.earned),
    reversedText: words.money(bar.reversed),
    netText: words.money(bar.net),
    netLabel: words.shortMoney(bar.net),
    previousText: previous === null ? null : words.money(previous),
    isOpen: bar.isOpen,
  };
}

function tableOf(months: readonly YearMonth[], year: number): YearView['table'] {
  return {
    caption: `Months of ${year}`,
    columns: ['Month', 'Earned', 'Reversed', 'Net', `Net ${year - 1}`],
    rows: months.map((month) => [
      month.isOpen ? `${month.title}, not over` : month.title,
      ...(month.net === null ? ['–', '–', '–'] : [month.earnedText, month.reversedText, month.netText]),
      month.previousText ?? 'not stored',
    ]),
  };
}
