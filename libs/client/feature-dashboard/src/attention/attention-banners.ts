import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { Router } from '@angular/router';
import { Banner } from '@tributary/client-ui';
import type { Attention } from '../view/attention-view';

/** One line a connection: what happened, what it means for the figures, what to do. */
@Component({
  selector: 'trib-attention-banners',
  imports: [Banner],
  template: `
    @for (line of lines(); track line.key) {
      <trib-banner
        [tone]="line.severity === 'late' ? 'warning' : 'negative'"
        [heading]="line.subject"
        [action]="actionOf(line)"
        [actionIcon]="line.step === 'replace-key' ? 'key' : null"
        [details]="line.step === 'open' || !canOpen() ? '' : 'Details'"
        (acted)="act(line)"
        (detailed)="open(line)"
        >{{ line.text }}</trib-banner
      >
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AttentionBanners {
  private readonly router = inject(Router);

  readonly lines = input.required<readonly Attention[]>();
  /** May read an account now; otherwise a late line leads to its connection. */
  readonly canSync = input(false);
  /** May see connections; otherwise there is nothing to do about a line. */
  readonly canOpen = input(false);
  readonly syncNow = output<string>();

  protected actionOf(line: Attention): string {
    if (!this.canOpen()) return '';
    return line.step === 'try-now' && !this.canSync() ? 'Open connection' : line.stepLabel;
  }

  protected act(line: Attention): void {
    if (line.step === 'try-now' && this.canSync() && line.accountId !== null) {
      this.syncNow.emit(line.accountId);
    } else {
      this.open(line);
    }
  }

  protected open({ accountId }: Attention): void {
    void this.router.navigate(['/connections'], { queryParams: { account: accountId } });
  }
}
