import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Formats } from '../format/formats';

/** Counts first, the bar second, time left last. */
@Component({
  selector: 'trib-progress',
  imports: [MatProgressBar],
  template: `
    <div class="head">
      <span
        ><strong>{{ counts() }}</strong> {{ detail() }}</span
      >
      @if (percent(); as text) {
        <strong>{{ text }}</strong>
      }
    </div>
    <mat-progress-bar
      [mode]="value() === null ? 'indeterminate' : 'determinate'"
      [value]="(value() ?? 0) * 100"
      [attr.aria-label]="label()"
      [attr.aria-valuetext]="counts() + ' ' + detail()"
    />
    <div class="foot">
      <span><ng-content /></span>
      <span>{{ remaining() }}</span>
    </div>
  `,
  styleUrl: './progress.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Progress {
  private readonly formats = inject(Formats);

  readonly label = input('Progress');
  /** "196 of 477 days" */
  readonly counts = input.required<string>();
  /** "since 1 Aug 2025, oldest first" */
  readonly detail = input('');
  /** 0 to 1; null while it is not known. */
  readonly value = input<number | null>(null);
  /** "about 6 min left" */
  readonly remaining = input('');

  protected readonly percent = computed(() => {
    const value = this.value();
    // Rounded down: 100 % is only said when it is done.
    return value === null
      ? null
      : this.formats.numbers().percent((Math.floor(value * 100) / 100).toFixed(2), 0);
  });
}
