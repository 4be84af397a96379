import type { ImportChoosing, ImportField, ImportFieldSource } from '@tributary/api-contract';
import { FIELD_WORDS, isNeeded, ONE_VALUE_FIELDS, type Option, orderedFields } from './field-words';
import { sampleText } from './sample-text';

const SHOWN_SAMPLES = 2;

export interface FieldView {
  readonly field: ImportField;
  readonly label: string;
  readonly hint: string;
  readonly isNeeded: boolean;
  readonly isGuessed: boolean;
  /** Of the select: `column:2`, `value`, `unknown`, or empty while it is undecided. */
  readonly choice: string;
  readonly options: readonly Option<string>[];
  /** The one value of every row, where there is one. */
  readonly value: string | null;
  readonly samples: readonly {
    readonly text: string;
    readonly meaning: string | null;
    readonly isProblem: boolean;
  }[];
  readonly problem: string | null;
}

export function columnNames(headers: readonly string[]): readonly string[] {
  return headers.map((header, index) => {
    const isAlone = headers.filter((one) => one === header).length === 1;
    if (header === '') return `Column ${index + 1}`;
    return isAlone ? header : `${header} (column ${index + 1})`;
  });
}

export function fieldViews(choosing: ImportChoosing, locale: string): readonly FieldView[] {
  const names = columnNames(choosing.headers);
  return orderedFields(choosing.needs).map((field) => {
    const source = choosing.mapping.fields[field];
    return {
      field,
      ...FIELD_WORDS[field],
      isNeeded: isNeeded(field, choosing.needs),
      isGuessed: choosing.guessed.includes(field),
      choice: choiceOf(source),
      options: optionsOf(field, names, isNeeded(field, choosing.needs)),
      value: source?.kind === 'value' ? source.value : null,
      samples: samplesOf(field, choosing, locale),
      problem: choosing.problems.find(({ setting }) => setting === field)?.reason ?? null,
    };
  });
}

/** Those that everybody looks at, and those that are in use. The rest stands folded. */
export function openFields(views: readonly FieldView[]): readonly ImportField[] {
  return views
    .filter((one) => one.isNeeded || one.choice !== '' || USUAL.includes(one.field))
    .map((one) => one.field);
}

const USUAL: readonly ImportField[] = ['gross', 'productName', 'refundDate'];

function choiceOf(source: ImportFieldSource | undefined): string {
  if (source === undefined) return '';
  return source.kind === 'column' ? `column:${source.column}` : source.kind;
}

/** What a choice of the select means; undefined takes the decision back. */
export function sourceOf(field: ImportField, choice: string): ImportFieldSource | undefined {
  if (choice.startsWith('column:')) return { kind: 'column', column: Number(choice.slice('column:'.length)) };
  if (choice === 'unknown') return { kind: 'unknown' };
  return choice === 'value' ? { kind: 'value', value: FIRST_VALUES[field] ?? '' } : undefined;
}

const FIRST_VALUES: Readonly<Partial<Record<ImportField, string>>> = {
  currency: 'USD',
  grossCurrency: 'USD',
  status: 'completed',
  party: 'affiliate',
};

function optionsOf(field: ImportField, names: readonly string[], needed: boolean): readonly Option<string>[] {
  const columns = names.map((label, index) => ({ value: `column:${index}`, label }));
  const oneValue = ONE_VALUE_FIELDS.includes(field) ? [{ value: 'value', label: 'One for every row…' }] : [];
  const isOpen = !needed || field === 'commission';
  const unknown = isOpen ? [{ value: 'unknown', label: 'The file does not tell it' }] : [];
  return [...columns, ...oneValue, ...unknown];
}

function samplesOf(field: ImportField, choosing: ImportChoosing, locale: string): FieldView['samples'] {
  const cells = choosing.samples.find((one) => one.field === field)?.cells ?? [];
  return cells.slice(0, SHOWN_SAMPLES).map((cell) => ({
    text: cell.text,
    meaning: sampleText(field, cell, { locale, timeZone: choosing.mapping.timeZone }),
    isProblem: cell.problem !== null,
  }));
}
