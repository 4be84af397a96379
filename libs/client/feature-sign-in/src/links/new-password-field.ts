import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { Field } from '@tributary/client-ui';

/** Where a password is chosen, with what makes a good one. Its id is that of the input. */
@Component({
  selector: 'trib-new-password-field',
  imports: [Field],
  template: `
    <trib-field>
      <label [attr.for]="inputId()">{{ label() }}</label>
      <input
        class="box"
        type="password"
        autocomplete="new-password"
        [id]="inputId()"
        [attr.aria-describedby]="inputId() + '-note'"
        [value]="password()"
        [attr.aria-invalid]="isRefused()"
        (input)="password.set(typed($event))"
      />
      <p class="note" [id]="inputId() + '-note'">
        At least twelve characters. A few words that you like are good.
      </p>
    </trib-field>
  `,
  styleUrl: './entry.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewPasswordField {
  readonly inputId = input.required<string>();
  readonly label = input.required<string>();
  readonly isRefused = input(false);

  readonly password = model.required<string>();

  protected typed(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : '';
  }
}
