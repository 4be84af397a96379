import { ChangeDetectionStrategy, Component, input } from '@angular/core';

let lastId = 0;

/** One card per topic. Project buttons with `cardActions`; `flush` for tables that reach the edges. */
@Component({
  selector: 'trib-section-card',
  template: `
    <section [attr.aria-labelledby]="headingId" [attr.aria-busy]="isBusy() || null">
      <header>
        <h2 [id]="headingId">{{ heading() }}</h2>
        @if (caption()) {
          <span class="caption">{{ caption() }}</span>
        }
        <span class="actions"><ng-content select="[cardActions]" /></span>
      </header>
      <div class="body" [class.flush]="flush()"><ng-content /></div>
    </section>
  `,
  styleUrl: './section-card.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SectionCard {
  readonly heading = input.required<string>();
  readonly caption = input('');
  readonly flush = input(false);
  readonly isBusy = input(false);

  protected readonly headingId = `trib-section-${(lastId += 1)}`;
}
