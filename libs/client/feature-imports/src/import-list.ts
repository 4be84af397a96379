import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ImportView } from '@tributary/api-contract';
import { Icon } from '@tributary/client-ui';
import { importRow, type ImportWords } from './import-list-view';

/** The files that were given before, each with what can be done about it. */
@Component({
  selector: 'trib-import-list',
  imports: [Icon, MatButton],
  templateUrl: './import-list.html',
  styleUrl: './import-list.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ImportList {
  readonly imports = input.required<readonly ImportView[]>();
  readonly words = input.required<ImportWords>();
  readonly isBusy = input(false);

  readonly continued = output<string>();
  readonly undone = output<string>();
  readonly removed = output<string>();

  /** Of which somebody has pressed Undo once. */
  protected readonly asked = signal<string | null>(null);
  protected readonly rows = computed(() => this.imports().map((one) => importRow(one, this.words())));

  protected undo(id: string): void {
    this.asked.set(null);
    this.undone.emit(id);
  }
}
