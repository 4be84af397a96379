import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** A grey bar of the size the text will have. The container says `aria-busy`. */
@Component({
  selector: 'trib-skeleton',
  template: '',
  styles: `
    :host {
      display: block;
      max-width: 100%;
      border-radius: 4px;
      background: var(--mat-sys-surface-container-high);
      animation: trib-breathe 1.6s ease-in-out infinite;
    }

    @keyframes trib-breathe {
      50% {
        opacity: 0.55;
      }
    }

    @media (prefers-reduced-motion: reduce) {
      :host {
        animation: none;
      }
    }
  `,
  host: { '[style.width]': 'width()', '[style.height]': 'height()', 'aria-hidden': 'true' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Skeleton {
  /** CSS lengths. */
  readonly width = input('100%');
  readonly height = input('12px');
}
