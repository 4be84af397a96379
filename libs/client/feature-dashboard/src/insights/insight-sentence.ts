import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { InsightText } from '../view/insight-parts';

/** Words with figures in them; a figure is a link to its rows on the Sales page. */
@Component({
  selector: 'trib-insight-sentence',
  imports: [RouterLink],
  // One line on purpose: white space between the parts would show.
  template: `@for (part of parts(); track $index) {
    @if (part.kind === 'text') {
      {{ part.text }}
    } @else {
      <a routerLink="/sales" [queryParams]="part.query">{{ part.text }}</a>
    }
  }`,
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
