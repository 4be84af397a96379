import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { IMPORT_STEPS, type ImportStep } from './import-store';

const NAMES: Readonly<Record<ImportStep, string>> = {
  file: 'File',
  columns: 'Columns',
  preview: 'Preview',
  done: 'Done',
};

/** Where on the way from a file to sales one stands. */
@Component({
  selector: 'trib-import-steps',
  templateUrl: './import-steps.html',
  styleUrl: './import-steps.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ImportSteps {
  readonly current = input.required<ImportStep>();

  protected readonly steps = computed(() => {
    const position = IMPORT_STEPS.indexOf(this.current());
    return IMPORT_STEPS.map((step, index) => ({
      name: NAMES[step],
      number: index + 1,
      isDone: index < position,
      isCurrent: index === position,
    }));
  });
}
