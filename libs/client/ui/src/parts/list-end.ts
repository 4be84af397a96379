import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';

/** The foot of a list that is read page by page: whether more follows, and the way to it. */
@Component({
  selector: 'trib-list-end',
  imports: [MatButton],
  template: `
    @if (problem(); as shown) {
      <span role="alert">{{ failed() }} {{ shown.message }}</span>
    } @else {
      <span>{{ hasMore() ? more() : 'These are all.' }}</span>
    }
    @if (hasMore()) {
      <button matButton="outlined" type="button" [disabled]="isLoading()" (click)="asked.emit()">
        {{ isLoading() ? 'Loading' : 'Load more' }}
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 4px 12px;
      min-height: 40px;
      padding: 6px 16px;
      color: var(--mat-sys-on-surface-variant);
      font-size: 0.75rem;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ListEnd {
  readonly hasMore = input.required<boolean>();
  readonly isLoading = input.required<boolean>();
  /** "Older sales follow." */
  readonly more = input.required<string>();
  /** Why the next page is missing. */
  readonly problem = input<{ readonly message: string } | null>(null);
  readonly failed = input('More could not be loaded.');
  readonly asked = output();
}
