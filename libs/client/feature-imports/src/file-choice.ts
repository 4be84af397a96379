import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';
import { Icon } from '@tributary/client-ui';

/** Drop a file or pick one. On a phone there is nothing to drop, and the same field opens its files. */
@Component({
  selector: 'trib-file-choice',
  imports: [Icon],
  templateUrl: './file-choice.html',
  styleUrl: './file-choice.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FileChoice {
  readonly isBusy = input(false);
  readonly chosen = output<File>();

  protected readonly isOver = signal(false);

  protected over(event: Event): void {
    event.preventDefault();
    this.isOver.set(true);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.isOver.set(false);
    this.take(event.dataTransfer?.files ?? null);
  }

  protected pick(event: Event): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.take(event.target.files);
    // The same file may be picked again after it was corrected.
    event.target.value = '';
  }

  private take(files: FileList | null): void {
    const file = files?.[0];
    if (file && !this.isBusy()) this.chosen.emit(file);
  }
}
