import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { InsightText } from '../view/insight-parts';

/** Words with figures in them; a figure is a link to its rows on the Sales page. */
@Component({
  selector: 'trib-insight-sentence',
  imports: [RouterLink],
  // Bound as text content: white space of the template would stand between a figure and its comma.
  template: `
    @for (part of parts(); track $index) {
      @if (part.kind === 'text') {
        <span [textContent]="part.text"></span>
      } @else {
        <a routerLink="/sales" [queryParams]="part.query" [textContent]="part.text"></a>
      }
    }
  `,
  styles: `
    a {
      border-block-end: 1px solid color-mix(in srgb, var(--mat-sys-primary) 45%, transparent);
      color: var(--mat-sys-primary);
      font-weight: 550;
      text-decoration: none;
    }
    a:hover {
      border-block-end-color: currentcolor;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InsightSentence {
  readonly parts = input.required<readonly InsightText[]>();
}
