/** Some spreadsheets take the full-width forms for the same. */
const SIGNS = String.raw`[=+\-@＝＋－＠\t\r\n]`;
const FORMULA_START = new RegExp(`^${SIGNS}`);
const PLAIN_NUMBER = /^[+-]?[\d.,]+$/;
const ESCAPED = new RegExp(`^'+${SIGNS}`);

/** Whether a spreadsheet would run the cell instead of showing it. A number with a sign is only a number. */
export function isFormula(cell: string): boolean {
  return FORMULA_START.test(cell) && !PLAIN_NUMBER.test(cell.trim());
}

/** A cell for CSV that every spreadsheet shows as it is: formulas get an apostrophe before them, quotes are doubled. */
export function csvCell(text: string): string {
  const shown = isFormula(text) || ESCAPED.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

/** Takes the apostrophe off again that {@link csvCell}, and other careful exports, put before a formula. */
export function unescapedCell(cell: string): string {
  return ESCAPED.test(cell) ? cell.slice(1) : cell;
}
