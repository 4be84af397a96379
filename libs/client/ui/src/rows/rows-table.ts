import { ChangeDetectionStrategy, Component, ViewEncapsulation } from '@angular/core';

/**
 * Around a table whose rows open something: the row that is `.open`, the button that says so with `aria-expanded`, and
 * how all of it folds where there is little room, which is measured here. Its styles reach the cells, which belong to
 * the page, so they are not encapsulated.
 */
@Component({
  selector: 'trib-rows-table',
  template: '<ng-content />',
  styleUrl: './rows-table.css',
  encapsulation: ViewEncapsulation.None,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RowsTable {}
