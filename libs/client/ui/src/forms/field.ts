import { ChangeDetectionStrategy, Component, ViewEncapsulation } from '@angular/core';

/**
 * A label, a native input or select of the class `box`, and the words below it. They belong to the page, which ties
 * them together by their ids, so the styles are not encapsulated.
 */
@Component({
  selector: 'trib-field',
  template: '<ng-content />',
  styleUrl: './field.css',
  encapsulation: ViewEncapsulation.None,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Field {}
