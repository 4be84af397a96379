import { ChangeDetectionStrategy, Component } from '@angular/core';

/** What a page is narrowed by, side by side; on phones the row scrolls. */
@Component({
  selector: 'trib-filter-row',
  template: '<div class="row" role="group" aria-label="Filters"><ng-content /></div>',
  styleUrl: './filter-row.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FilterRow {}
