import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink, type Params } from '@angular/router';

/** A figure that opens its rows. */
@Component({
  selector: 'trib-figure-link',
  imports: [RouterLink],
  template: `<a [routerLink]="link()" [queryParams]="queryParams()"><ng-content /></a>`,
  styles: `
    a {
      color: var(--mat-sys-primary);
      font-weight: 550;
      text-decoration: underline;
      text-decoration-color: color-mix(in srgb, currentcolor 45%, transparent);
      text-decoration-thickness: 1px;
      text-underline-offset: 3px;
    }

    a:hover {
      text-decoration-color: currentcolor;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FigureLink {
  readonly link = input.required<string | readonly unknown[]>();
  readonly queryParams = input<Params>({});
}
