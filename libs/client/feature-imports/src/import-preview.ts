import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ImportMapping, ImportPreviewView, ImportStatusMeaning } from '@tributary/api-contract';
import { Icon } from '@tributary/client-ui';
import { ChoiceField } from './choice-field';
import { errorsAsCsv } from './error-list';
import { MEANINGS } from './field-words';
import { changedField, counted, previewFigures, previewLead, type PreviewWords } from './preview-view';

/** What importing the file would do, and everything that keeps it from being imported. */
@Component({
  selector: 'trib-import-preview',
  imports: [ChoiceField, Icon, MatButton],
  templateUrl: './import-preview.html',
  styleUrl: './import-preview.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ImportPreview {
  readonly preview = input.required<ImportPreviewView>();
  readonly statusWords = input.required<ImportMapping['statusWords']>();
  readonly fileName = input.required<string>();
  readonly words = input.required<PreviewWords>();
  /** The meanings of status words were changed: the file wants to be checked again. */
  readonly wordsChanged = output<ImportMapping['statusWords']>();

  protected readonly meanings = MEANINGS;
  protected readonly changedField = changedField;
  protected readonly figures = computed(() => previewFigures(this.preview(), this.words()));
  protected readonly lead = computed(() => previewLead(this.preview(), this.words()));
  protected readonly errorLead = computed(() => {
    const { errorCount, errors } = this.preview();
    const shown =
      errorCount > errors.length ? ` The first ${this.words().count(errors.length)} are listed.` : '';
    return `${counted(errorCount, 'error', this.words())}: nothing of the file is imported until it is free of them.${shown}`;
  });

  protected setMeaning(word: string, meaning: string): void {
    this.wordsChanged.emit({ ...this.statusWords(), [word]: meaning as ImportStatusMeaning });
  }

  protected meaningOf(word: string): string | null {
    const words = this.statusWords();
    return Object.hasOwn(words, word) ? (words[word] ?? null) : null;
  }

  protected download(): void {
    const file = new Blob([`\uFEFF${errorsAsCsv(this.preview().errors)}`], {
      type: 'text/csv;charset=utf-8',
    });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `errors of ${this.fileName().replace(/\.\w+$/, '')}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }
}
