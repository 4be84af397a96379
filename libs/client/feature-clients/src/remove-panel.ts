import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { ClientView } from '@tributary/api-contract';
import { Icon } from '@tributary/client-ui';

/** Says what removing a client means before it is done. */
@Component({
  selector: 'trib-remove-panel',
  imports: [Icon, MatButton, MatIconButton],
  template: `
    <header>
      <h2>Remove {{ client().name }}?</h2>
      <button matIconButton type="button" aria-label="Close" (click)="closed.emit()">
        <trib-icon name="close" [size]="18" />
      </button>
    </header>
    <form id="client-remove-form" (submit)="$event.preventDefault(); confirmed.emit()">
      <p>Its accounts stay with your agency and are read as before. Nothing is deleted from them.</p>
      @if (client().logins.length > 0) {
        <p>Its logins stay, too, and see nothing of these accounts any more.</p>
      }
      @if (refusal(); as problem) {
        <p class="problem" role="alert">{{ problem }}</p>
      }
    </form>
    <footer>
      <button matButton="outlined" type="button" (click)="closed.emit()">Cancel</button>
      <button matButton="filled" type="submit" form="client-remove-form" [disabled]="isBusy()">Remove</button>
    </footer>
  `,
  styleUrl: './panel.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RemovePanel {
  readonly client = input.required<ClientView>();
  readonly isBusy = input(false);
  readonly refusal = input<string | null>(null);

  readonly closed = output();
  readonly confirmed = output();
}
