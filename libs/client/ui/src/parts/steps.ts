import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Where on the way through a task one stands. */
@Component({
  selector: 'trib-steps',
  templateUrl: './steps.html',
  styleUrl: './steps.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Steps {
  readonly names = input.required<readonly string[]>();
  /** Index of the name one is at; those before it are done. */
  readonly current = input.required<number>();

  protected readonly steps = computed(() =>
    this.names().map((name, index) => ({
      name,
      number: index + 1,
      isDone: index < this.current(),
      isCurrent: index === this.current(),
    })),
  );
}
