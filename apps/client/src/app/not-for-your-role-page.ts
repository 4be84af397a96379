import { ChangeDetectionStrategy, Component } from '@angular/core';
import { EmptyState } from '@tributary/client-ui';

/** Stands where a page would, for whoever may not open it: nothing is wrong, and somebody can be asked. */
@Component({
  selector: 'trib-not-for-your-role-page',
  imports: [EmptyState],
  template: `
    <section>
      <trib-empty-state
        icon="lock"
        heading="This page is not for your role"
        text="Ask an admin of your agency if you need it."
      />
    </section>
  `,
  styles: `
    section {
      display: grid;
      place-content: center;
      min-height: 320px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 10px;
      background: var(--trib-card);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotForYourRolePage {}
