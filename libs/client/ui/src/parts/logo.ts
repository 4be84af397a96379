import { ChangeDetectionStrategy, Component, input } from '@angular/core';

let lastId = 0;

/** Six streams enter a tile and leave as one. Inline, so that it follows the chosen theme. */
@Component({
  selector: 'trib-logo',
  templateUrl: './logo.html',
  styles: `
    :host {
      display: inline-flex;
      gap: 9px;
      align-items: center;
      color: var(--mat-sys-on-surface);
      font-size: 1rem;
      font-weight: 600;
      letter-spacing: -0.01em;
    }

    rect {
      fill: var(--mat-sys-primary);
    }

    path {
      fill: none;
      stroke: var(--mat-sys-on-primary);
      stroke-width: 1.75;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Logo {
  readonly size = input(28);
  readonly showWord = input(true);

  protected readonly clipId = `trib-logo-${(lastId += 1)}`;
  protected readonly clip = `url(#${this.clipId})`;
}
