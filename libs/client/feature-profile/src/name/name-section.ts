import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { Me } from '@tributary/api-contract';
import { SectionCard } from '@tributary/client-ui';

/** How the person is called, and the e-mail they sign in with. */
@Component({
  selector: 'trib-name-section',
  imports: [SectionCard],
  template: `
    <trib-section-card heading="Name">
      <p>{{ me().name }}</p>
      <p>{{ me().email }}</p>
    </trib-section-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NameSection {
  readonly me = input.required<Me>();
}
