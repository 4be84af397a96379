import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { QuarantinedRowView } from '@tributary/api-contract';
import { Icon } from '@tributary/client-ui';
import type { CardWords } from '../accounts/card-words';
import { jsonText } from './json-lines';

/** One row that was kept aside: why, since when, and what the network sent. */
@Component({
  selector: 'trib-kept-row',
  imports: [Icon, MatButton],
  templateUrl: './kept-row.html',
  styleUrl: './kept-row.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class KeptRow {
  private readonly clipboard = inject(Clipboard);

  readonly row = input.required<QuarantinedRowView>();
  readonly words = input.required<Pick<CardWords, 'moment' | 'when'>>();
  readonly canChoose = input(false);
  readonly isChosen = input(false);

  readonly chosen = output<boolean>();

  protected readonly isCopied = signal(false);
  protected readonly json = computed(() => {
    const { raw, field } = this.row();
    return raw && jsonText(raw, field);
  });

  protected choose(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.chosen.emit(event.target.checked);
  }

  protected copy(text: string): void {
    this.isCopied.set(this.clipboard.copy(text));
  }
}
