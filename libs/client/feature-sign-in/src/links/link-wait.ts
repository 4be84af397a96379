import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { ProblemError } from '@tributary/client-data-access';
import { ErrorCard, Skeleton } from '@tributary/client-ui';

const GONE = 404;

/** While the link of a mail is checked, and where it opens nothing: then it projects what to do instead. */
@Component({
  selector: 'trib-link-wait',
  imports: [ErrorCard, Skeleton],
  template: `
    @if (failure(); as failed) {
      @if (isGone()) {
        <h1>You need a new link</h1>
        <p class="lead">{{ failed.message }}</p>
        <ng-content />
      } @else {
        <trib-error-card
          [heading]="failedHeading()"
          [text]="failed.message"
          [traceId]="failed.traceId"
          [isBusy]="isBusy()"
          (retried)="retried.emit()"
        />
      }
    } @else {
      <div class="loading" role="status" [attr.aria-label]="label()">
        <trib-skeleton width="70%" height="24px" /><trib-skeleton /><trib-skeleton height="40px" />
      </div>
    }
  `,
  styleUrl: './entry.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LinkWait {
  /** "Checking the link" */
  readonly label = input.required<string>();
  readonly failedHeading = input.required<string>();
  /** Why the link opens nothing; null while it is checked. */
  readonly failure = input.required<ProblemError | null>();
  readonly isBusy = input(false);

  readonly retried = output();

  protected readonly isGone = computed(() => this.failure()?.status === GONE);
}
