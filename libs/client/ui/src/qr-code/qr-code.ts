import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { qrPath } from './qr-path';

/** Dark on light in both themes: many scanners read nothing else. */
@Component({
  selector: 'trib-qr-code',
  template: `
    <svg role="img" [attr.aria-label]="label()" [attr.viewBox]="viewBox()" shape-rendering="crispEdges">
      <rect class="light" [attr.width]="code().size" [attr.height]="code().size" />
      <path class="dark" [attr.d]="code().path" />
    </svg>
  `,
  styles: `
    :host {
      display: block;
      width: 184px;
      border-radius: 7px;
      overflow: hidden;
    }

    svg {
      display: block;
    }

    .light {
      fill: #fff;
    }

    .dark {
      fill: #000;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QrCode {
  /** What it says. */
  readonly text = input.required<string>();
  /** What it is for, in words. */
  readonly label = input.required<string>();

  protected readonly code = computed(() => qrPath(this.text()));
  protected readonly viewBox = computed(() => `0 0 ${this.code().size} ${this.code().size}`);
}
