import type { ImportErrorView } from '@tributary/api-contract';

const FORMULA = /^'*[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[+-]?[\d.,]+$/;

/** The errors as CSV that every spreadsheet shows as it is: what it would run gets an apostrophe before it. */
export function errorsAsCsv(errors: readonly ImportErrorView[]): string {
  const rows = errors.map(({ line, column, reason, text }) => [
    line === null ? '' : String(line),
    column ?? '',
    reason,
    text ?? '',
  ]);
  return [['Line', 'Column', 'Reason', 'Cell'], ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
}

function cell(text: string): string {
  const shown = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
