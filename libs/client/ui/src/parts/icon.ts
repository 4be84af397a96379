import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import type { IconName } from '../icons';
import { HAS_ICONS } from './provide-icons';

/** An icon beside a word: 14 px in chips, 16 in buttons, 18 in navigation. Hidden from screen readers. */
@Component({
  selector: 'trib-icon',
  imports: [MatIcon],
  template: `@if (isDrawn) {
    <mat-icon [svgIcon]="name()" aria-hidden="true" />
  }`,
  styles: `
    :host {
      display: inline-block;
      flex: none;
      line-height: 0;
    }

    mat-icon {
      display: block;
      width: 100%;
      height: 100%;
    }
  `,
  host: { '[style.width.px]': 'size()', '[style.height.px]': 'size()', 'aria-hidden': 'true' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Icon {
  readonly name = input.required<IconName>();
  /** Width and height in px. */
  readonly size = input(16);

  protected readonly isDrawn = inject(HAS_ICONS);
}
