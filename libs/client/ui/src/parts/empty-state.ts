import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { IconName } from '../icons';
import { Icon } from './icon';

/** Nothing here yet, why, and the next step. Text may be projected instead of `text`. */
@Component({
  selector: 'trib-empty-state',
  imports: [Icon, MatButton],
  template: `
    @if (icon(); as name) {
      <trib-icon [name]="name" [size]="24" />
    }
    <h3>{{ heading() }}</h3>
    <p>{{ text() }}<ng-content /></p>
    @if (action()) {
      <button [matButton]="isPrimary() ? 'filled' : 'outlined'" type="button" (click)="acted.emit()">
        {{ action() }}
      </button>
    }
  `,
  styleUrl: './empty-state.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmptyState {
  readonly heading = input.required<string>();
  readonly text = input('');
  readonly icon = input<IconName | null>(null);
  readonly action = input('');
  /** False for "Clear filters" and the like. */
  readonly isPrimary = input(true);
  readonly acted = output();
}
