import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Downloads } from '@tributary/client-data-access';
import { Banner, Icon } from '@tributary/client-ui';

const COPIED_MS = 3_000;

/** Shown this once: the way in without the phone. */
@Component({
  selector: 'trib-recovery-codes',
  imports: [Banner, Icon, MatButton],
  templateUrl: './recovery-codes.html',
  styleUrls: ['./form.css', './recovery-codes.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecoveryCodes {
  private readonly clipboard = inject(Clipboard);
  private readonly downloads = inject(Downloads);
  private readonly toast = inject(MatSnackBar);

  readonly codes = input.required<readonly string[]>();
  /** The person says that they have them somewhere. */
  readonly kept = output();

  protected copy(): void {
    if (!this.clipboard.copy(this.text())) return;
    this.toast.open('Recovery codes copied', undefined, { duration: COPIED_MS });
  }

  protected download(): void {
    const file = new Blob([this.text()], { type: 'text/plain' });
    this.downloads.hand(file, 'tributary-recovery-codes.txt');
  }

  private text(): string {
    return `${this.codes().join('\n')}\n`;
  }
}
