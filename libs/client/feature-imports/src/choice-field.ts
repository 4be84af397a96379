import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { Option } from './field-words';

let lastId = 0;

/** A label over a choice of a few. */
@Component({
  selector: 'trib-choice-field',
  template: `
    <label [attr.for]="id">{{ label() }}</label>
    <select [id]="id" [class.missing]="value() === null" (change)="choose($event)">
      @if (value() === null) {
        <option value="" selected disabled>Choose</option>
      }
      @for (option of options(); track option.value) {
        <option [value]="option.value" [selected]="option.value === value()">{{ option.label }}</option>
      }
    </select>
    @if (note()) {
      <p>{{ note() }}</p>
    }
  `,
  styleUrls: ['./controls.css', './choice-field.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChoiceField {
  readonly label = input.required<string>();
  readonly options = input.required<readonly Option<string>[]>();
  /** Null while nothing is chosen. */
  readonly value = input.required<string | null>();
  readonly note = input('');
  readonly chosen = output<string>();

  protected readonly id = `trib-choice-${(lastId += 1)}`;

  protected choose(event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.chosen.emit(event.target.value);
  }
}
