import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from './icon';

/** A part of the page that could not be loaded; the others stay. */
@Component({
  selector: 'trib-error-card',
  imports: [Icon, MatButton],
  template: `
    <trib-icon name="error_fill" [size]="18" />
    <div>
      <h3>{{ heading() }}</h3>
      <p>{{ text() }}<ng-content /></p>
      @if (traceId(); as id) {
        <p class="trace">
          Reference <span class="trib-mono">{{ id }}</span>
        </p>
      }
    </div>
    <button matButton="outlined" type="button" [disabled]="isBusy()" (click)="retried.emit()">
      {{ isBusy() ? 'Trying' : 'Try again' }}
    </button>
  `,
  styleUrl: './error-card.css',
  host: { role: 'alert' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ErrorCard {
  readonly heading = input('Not loaded');
  readonly text = input('The server did not answer.');
  readonly traceId = input<string | null>(null);
  readonly isBusy = input(false);
  readonly retried = output();
}
