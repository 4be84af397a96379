import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { sparklinePaths } from './sparkline-path';

/**
 * A line of a figure's days, inline SVG. The shape only: the figure beside it carries the value, so it is
 * hidden from a screen reader.
 */
@Component({
  selector: 'trib-sparkline',
  templateUrl: './sparkline.html',
  styleUrl: './sparkline.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
})
export class Sparkline {
  /** Chart coordinates, oldest first. */
  readonly values = input.required<readonly number[]>();
  /** The comparison, aligned day by day. */
  readonly previous = input<readonly number[]>([]);
  /** The last value is a day that has not ended. */
  readonly isOpen = input(false);
  readonly filled = input(false);
  readonly width = input(88);
  readonly height = input(30);

  protected readonly viewBox = computed(() => `0 0 ${this.width()} ${this.height()}`);
  protected readonly paths = computed(() =>
    sparklinePaths(
      {
        values: this.values(),
        previous: this.previous(),
        isOpen: this.isOpen(),
        fromZero: this.filled(),
      },
      { width: this.width(), height: this.height(), inset: this.filled() ? 2 : 4 },
    ),
  );
}
