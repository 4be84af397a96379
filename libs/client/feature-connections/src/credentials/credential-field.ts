import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { type FormControl, ReactiveFormsModule } from '@angular/forms';
import type { CredentialFieldDescription } from '@tributary/api-contract';
import { Icon } from '@tributary/client-ui';
import { characters, fieldMessage } from './credential-form';

const WHOLE_CHOICE = 3;

/** One credential field, drawn from its description: text, masked text, or a choice. */
@Component({
  selector: 'trib-credential-field',
  imports: [Icon, ReactiveFormsModule],
  templateUrl: './credential-field.html',
  styleUrl: './credential-field.css',
  // A form control is no signal: what it says has to be read on every check.
  changeDetection: ChangeDetectionStrategy.Default,
})
export class CredentialField {
  readonly field = input.required<CredentialFieldDescription>();
  readonly control = input.required<FormControl<string>>();
  /** The network refused what is in it. */
  readonly isRefused = input(false);

  protected readonly isShown = signal(false);

  protected toggle(): void {
    this.isShown.update((shown) => !shown);
  }

  protected length(): string {
    const count = this.control().value.trim().length;
    return count === 0 ? '' : characters(count);
  }

  protected message(): string | null {
    return fieldMessage(this.field(), this.control());
  }

  /** A short choice is shown whole, a long one as a list that opens. */
  protected isShortChoice(): boolean {
    return (this.field().options?.length ?? 0) <= WHOLE_CHOICE;
  }

  protected describedBy(): string | null {
    const { name, hint } = this.field();
    if (this.message() !== null) return `${name}-message`;
    return hint === '' ? null : `${name}-hint`;
  }
}
