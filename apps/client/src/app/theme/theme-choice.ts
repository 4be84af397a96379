import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { DeviceMemory } from '@tributary/client-data-access';

const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'tributary.theme';

/** Light, dark, or what the system says; remembered on this device. */
@Injectable({ providedIn: 'root' })
export class ThemeChoice {
  private readonly document = inject(DOCUMENT);
  private readonly memory = inject(DeviceMemory);
  private readonly chosen = signal<Theme>(this.stored());

  readonly theme = this.chosen.asReadonly();

  choose(theme: Theme): void {
    this.chosen.set(theme);
    // Where storage is blocked, the choice holds until the page is closed.
    this.memory.write(KEY, theme);
    this.apply();
  }

  /** The style sheet does the rest: every token is a light-dark() pair. */
  apply(): void {
    const { dataset } = this.document.documentElement;
    if (this.chosen() === 'system') delete dataset.theme;
    else dataset.theme = this.chosen();
  }

  private stored(): Theme {
    const stored = this.memory.read(KEY);
    return THEMES.find((theme) => theme === stored) ?? 'system';
  }
}
