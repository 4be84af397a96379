import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';

export interface SegmentedOption {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}

let lastId = 0;

/** Two to four choices side by side, one of them chosen: radio buttons, so arrow keys move. */
@Component({
  selector: 'trib-segmented',
  template: `
    <fieldset>
      <legend class="trib-visually-hidden">{{ label() }}</legend>
      @for (option of options(); track option.value) {
        <label [class.chosen]="option.value === value()">
          <input
            type="radio"
            class="trib-visually-hidden"
            [name]="name"
            [value]="option.value"
            [checked]="option.value === value()"
            (change)="value.set(option.value)"
          />
          {{ option.label }}
          @if (option.count !== undefined) {
            <span class="count">{{ option.count }}</span>
          }
        </label>
      }
    </fieldset>
  `,
  styleUrl: './segmented.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Segmented {
  readonly label = input.required<string>();
  readonly options = input.required<readonly SegmentedOption[]>();
  readonly value = model.required<string>();

  protected readonly name = `trib-segmented-${(lastId += 1)}`;
}
