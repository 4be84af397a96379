import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Logo } from '@tributary/client-ui';

@Component({
  selector: 'trib-not-found-page',
  imports: [Logo, MatButton, RouterLink],
  template: `
    <header><trib-logo /></header>
    <main>
      <h1>There is no page at this address</h1>
      <p>It may have been moved, or the link was cut off while copying.</p>
      <a matButton="filled" routerLink="/dashboard">Open the dashboard</a>
    </main>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: auto 1fr;
      min-height: 100dvh;
      padding: 30px 40px;
    }

    main {
      align-self: center;
      justify-self: center;
      padding-block-end: 15vh;
      text-align: center;
    }

    p {
      margin-block: 4px 20px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-medium);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotFoundPage {}
