import { ChangeDetectionStrategy, Component, computed, effect, input, signal } from '@angular/core';
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
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CredentialField {
  readonly field = input.required<CredentialFieldDescription>();
  readonly control = input.required<FormControl<string>>();
  /** The network refused what is in it. */
  readonly isRefused = input(false);

  /** A form control is no signal: this one moves with its events. */
  private readonly changes = signal(0);
  protected readonly isShown = signal(false);

  protected readonly message = computed(() => {
    this.changes();
    return fieldMessage(this.field(), this.control());
  });
  protected readonly length = computed(() => {
    this.changes();
    const count = this.control().value.trim().length;
    return count === 0 ? '' : characters(count);
  });
  /** A short choice is shown whole, a long one as a list that opens. */
  protected readonly isShortChoice = computed(() => (this.field().options?.length ?? 0) <= WHOLE_CHOICE);
  protected readonly describedBy = computed(() => {
    const { name, hint } = this.field();
    if (this.message() !== null) return `${name}-message`;
    return hint === '' ? null : `${name}-hint`;
  });

  constructor() {
    effect((onCleanup) => {
      const subscription = this.control().events.subscribe(() => {
        this.changes.update((count) => count + 1);
      });
      onCleanup(() => {
        subscription.unsubscribe();
      });
    });
  }

  protected toggle(): void {
    this.isShown.update((shown) => !shown);
  }
}
