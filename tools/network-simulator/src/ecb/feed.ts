import { text, type WireReply } from '../http/wire';
import { DAY } from '../world/wall-clock';
import { type DayOfRates, ratesBetween } from './rates';

const FIRST = '2023-01-02';

function cube({ date, rates }: DayOfRates, quote: string): string {
  const inner = rates.map(
    ([currency, rate]) => `<Cube currency=${quote}${currency}${quote} rate=${quote}${rate}${quote}/>`,
  );
  return `<Cube time=${quote}${date}${quote}>${inner.join('')}</Cube>`;
}

function envelope(days: readonly DayOfRates[], quote: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"' +
      ' xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">',
    '<gesmes:subject>Reference rates</gesmes:subject>',
    '<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>',
    `<Cube>${days.map((day) => cube(day, quote)).join('\n')}</Cube>`,
    '</gesmes:Envelope>',
  ].join('\n');
}

function since(now: number, days: number): string {
  return new Date(now - days * DAY).toISOString().slice(0, 10);
}

/** The three files of euro reference rates; undefined for any other path. The daily file uses single quotes. */
export function ecbFeed(path: string, now: number, seed: number): WireReply | undefined {
  const xml = (body: string): WireReply => text(body, 200, 'text/xml; charset=utf-8');
  switch (path) {
    case '/stats/eurofxref/eurofxref-daily.xml':
      return xml(envelope(ratesBetween(since(now, 10), now, seed).slice(0, 1), "'"));
    case '/stats/eurofxref/eurofxref-hist-90d.xml':
      return xml(envelope(ratesBetween(since(now, 90), now, seed), '"'));
    case '/stats/eurofxref/eurofxref-hist.xml':
      return xml(envelope(ratesBetween(FIRST, now, seed), '"'));
    default:
      return undefined;
  }
}
