import {
  ChangeDetectionStrategy,
  Component,
  computed,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { Icon } from '@tributary/client-ui';

const LONGEST_NAME = 80;

/** Asks what a client is called. */
@Component({
  selector: 'trib-name-panel',
  imports: [Icon, MatButton, MatIconButton],
  template: `
    <header>
      <h2>{{ isNew() ? 'Add client' : 'Rename client' }}</h2>
      <button matIconButton type="button" aria-label="Close" (click)="closed.emit()">
        <trib-icon name="close" [size]="18" />
      </button>
    </header>
    <form id="client-name-form" (submit)="$event.preventDefault(); save()">
      <div class="field">
        <label for="client-name">Name</label>
        <input
          id="client-name"
          class="box"
          autocomplete="off"
          [value]="typed()"
          [attr.maxlength]="longest"
          [attr.aria-invalid]="problem() !== null"
          aria-describedby="client-name-note"
          (input)="take($event)"
        />
        <p id="client-name-note" [class.problem]="problem()">
          {{ problem() ?? 'Stands in filters and beside accounts. Logins of the client do not see it.' }}
        </p>
      </div>
    </form>
    <footer>
      <button matButton="outlined" type="button" (click)="closed.emit()">Cancel</button>
      <button matButton="filled" type="submit" form="client-name-form" [disabled]="isBusy()">
        {{ isBusy() ? 'Saving' : 'Save' }}
      </button>
    </footer>
  `,
  styleUrl: './panel.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NamePanel {
  readonly name = input('');
  readonly isNew = input(false);
  readonly isBusy = input(false);
  /** Why the server did not take it. */
  readonly refusal = input<string | null>(null);

  readonly closed = output();
  readonly saved = output<string>();

  protected readonly longest = LONGEST_NAME;
  protected readonly typed = linkedSignal(() => this.name());
  private readonly wasAsked = signal(false);
  protected readonly problem = computed(() => {
    const isMissing = this.wasAsked() && this.typed().trim() === '';
    return isMissing ? 'Give the client a name.' : this.refusal();
  });

  protected take(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.typed.set(event.target.value);
  }

  protected save(): void {
    this.wasAsked.set(true);
    const name = this.typed().trim();
    if (name !== '') this.saved.emit(name);
  }
}
