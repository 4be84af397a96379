import type { DayText } from '../format/date-formats';

export interface Period {
  readonly from: DayText | null;
  readonly to: DayText | null;
}

export interface PeriodPreset extends Period {
  readonly id: string;
  readonly label: string;
}

const DAY = 86_400_000;

/** The offered periods, ending today in the agency's calendar. */
export function periodPresets(today: DayText): PeriodPreset[] {
  const monthStart = `${today.slice(0, 7)}-01`;
  const lastMonthEnd = shiftDay(monthStart, -1);
  return [
    { id: 'all', label: 'All time', from: null, to: null },
    { id: 'today', label: 'Today', from: today, to: today },
    { id: '7-days', label: 'Last 7 days', from: shiftDay(today, -6), to: today },
    { id: '30-days', label: 'Last 30 days', from: shiftDay(today, -29), to: today },
    { id: 'month', label: 'This month', from: monthStart, to: today },
    { id: 'last-month', label: 'Last month', from: `${lastMonthEnd.slice(0, 7)}-01`, to: lastMonthEnd },
    { id: 'year', label: 'This year', from: `${today.slice(0, 4)}-01-01`, to: today },
  ];
}

/** The preset that equals a period, or null for a period of one's own. */
export function presetOf(period: Period, today: DayText): PeriodPreset | null {
  return periodPresets(today).find(({ from, to }) => from === period.from && to === period.to) ?? null;
}

function shiftDay(day: DayText, days: number): DayText {
  const date = new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}
