import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Logo } from '@tributary/client-ui';

/** A page for people who are not signed in: one card, nothing beside it. */
@Component({
  selector: 'trib-entry-frame',
  imports: [Logo],
  template: `
    <main>
      <trib-logo />
      <div class="card"><ng-content /></div>
    </main>
  `,
  styles: `
    :host {
      display: block;
      min-height: 100dvh;
    }

    main {
      display: grid;
      gap: 24px;
      width: min(420px, 100%);
      margin-inline: auto;
      padding: 48px 20px;
    }

    .card {
      padding: 24px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 10px;
      background: var(--trib-card);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EntryFrame {}
