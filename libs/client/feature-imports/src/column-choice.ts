import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  untracked,
} from '@angular/core';
import type {
  ImportChoosing,
  ImportField,
  ImportFieldSource,
  ImportForm,
  ImportMapping,
} from '@tributary/api-contract';
import { NgTemplateOutlet } from '@angular/common';
import { Chip, Formats } from '@tributary/client-ui';
import { ChoiceField } from './choice-field';
import { columnNames, fieldViews, openFields, sourceOf } from './columns-view';
import {
  DATE_FORMATS,
  DECIMAL_SIGNS,
  DELIMITERS,
  ENCODINGS,
  MEANINGS,
  type Option,
  REFUND_EFFECTS,
  REFUND_ROWS,
} from './field-words';
import { zoneChoices } from './sample-text';

export interface ColumnChange {
  readonly form?: Partial<ImportForm>;
  readonly mapping?: Partial<ImportMapping>;
}

/** Which column is what, and how its cells are written; the first rows show at once what they are read as. */
@Component({
  selector: 'trib-column-choice',
  imports: [Chip, ChoiceField, NgTemplateOutlet],
  templateUrl: './column-choice.html',
  styleUrls: ['./controls.css', './column-choice.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ColumnChoice {
  private readonly formats = inject(Formats);

  readonly choosing = input.required<ImportChoosing>();
  readonly networkZone = input.required<string>();
  readonly isReading = input(false);
  readonly changed = output<ColumnChange>();

  protected readonly encodings = ENCODINGS;
  protected readonly delimiters = DELIMITERS;
  protected readonly dateFormats = DATE_FORMATS;
  protected readonly decimalSigns = DECIMAL_SIGNS;
  protected readonly refundRows = REFUND_ROWS;
  protected readonly refundEffects = REFUND_EFFECTS;
  protected readonly meanings = MEANINGS;
  protected readonly parties: readonly Option<string>[] = [
    { value: 'affiliate', label: 'Affiliate' },
    { value: 'vendor', label: 'Vendor' },
  ];
  protected readonly names = computed(() => columnNames(this.choosing().headers));
  private readonly fields = computed(() => fieldViews(this.choosing(), this.formats.settings().locale));
  /** Fields that stand open: nothing jumps from one list to the other while somebody chooses. */
  private readonly open = linkedSignal({
    source: () => this.choosing().headers.join('\n'),
    computation: () => untracked(() => openFields(this.fields())),
  });
  protected readonly lists = computed(() => {
    const open = this.fields().filter(({ field }) => this.open().includes(field));
    return { open, more: this.fields().filter((view) => !open.includes(view)) };
  });
  protected readonly zones = computed(() =>
    zoneChoices([this.choosing().mapping.timeZone, this.networkZone(), this.formats.settings().timeZone]).map(
      (value) => ({
        value,
        label: value.replaceAll('_', ' '),
      }),
    ),
  );

  protected setForm(form: object): void {
    this.changed.emit({ form });
  }

  protected setMapping(mapping: object): void {
    this.changed.emit({ mapping });
  }

  protected choose(field: ImportField, event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.setSource(field, sourceOf(field, event.target.value));
  }

  protected enter(field: ImportField, event: Event): void {
    const { target } = event;
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    this.setSource(field, { kind: 'value', value: target.value });
  }

  private setSource(field: ImportField, source: ImportFieldSource | undefined): void {
    const { [field]: _, ...others } = this.choosing().mapping.fields;
    this.setMapping({ fields: source === undefined ? others : { ...others, [field]: source } });
  }
}
