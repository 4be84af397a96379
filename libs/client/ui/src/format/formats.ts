import { computed, Injectable, signal } from '@angular/core';
import { DateFormats } from './date-formats';
import { DEFAULT_FORMAT_SETTINGS, type FormatSettings } from './format-settings';
import { NumberFormats } from './number-formats';

/**
 * The agency's way to write figures and dates, as signals: what is on screen follows when the shell learns
 * who is signed in. `formats.numbers().money("12.50")`, `formats.dates().day("2026-11-20")`.
 */
@Injectable({ providedIn: 'root' })
export class Formats {
  private readonly current = signal<FormatSettings>(DEFAULT_FORMAT_SETTINGS);

  readonly settings = this.current.asReadonly();
  readonly numbers = computed(() => new NumberFormats(this.current()));
  readonly dates = computed(() => new DateFormats(this.current()));

  /** Called by the shell with what the agency has set. */
  configure(settings: FormatSettings): void {
    this.current.set(settings);
  }
}
