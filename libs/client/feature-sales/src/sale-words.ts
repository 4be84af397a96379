import type { Formats } from '@tributary/client-ui';
import type { SaleWords } from './sale-row-view';

export function saleWords(formats: Formats, now: Date): SaleWords {
  const numbers = formats.numbers();
  const dates = formats.dates();
  const settings = formats.settings();
  const today = dates.dayOf(now);
  const dayText = (day: string) =>
    day.slice(0, 4) === today.slice(0, 4) ? dates.shortDay(day) : dates.day(day, now);
  return {
    money: (value, currency) => numbers.money(value, currency),
    day: (at) => (dates.dayOf(at) === today ? 'Today' : dayText(dates.dayOf(at))),
    time: (at) => dates.time(at),
    exact: (at, timeZone) => exactly(at, settings.locale, timeZone ?? settings.timeZone),
  };
}

/** "Wed 11 Nov 2026, 10:02" */
function exactly(at: string, locale: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  return format.format(new Date(at)).replace(/^(\p{L}+), /u, '$1 ');
}
