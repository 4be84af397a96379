import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Skeleton } from '../parts/skeleton';

/** As many rows as a screen holds, while the real ones are read. */
@Component({
  selector: 'trib-rows-skeleton',
  imports: [Skeleton],
  template: `
    <div role="status" [attr.aria-label]="label()">
      @for (line of lines; track line) {
        <div class="row">
          @for (width of widths(); track $index) {
            <trib-skeleton [width]="width" />
          }
        </div>
      }
    </div>
  `,
  styles: `
    .row {
      display: flex;
      align-items: center;
      gap: 24px;
      height: 36px;
      padding: 0 16px;
      border-bottom: 1px solid var(--mat-sys-outline-variant);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RowsSkeleton {
  /** "Loading sales" */
  readonly label = input.required<string>();
  /** CSS lengths, one a column. */
  readonly widths = input.required<readonly string[]>();

  protected readonly lines = Array.from({ length: 12 }, (_, index) => index);
}
