import { DOCUMENT, inject, Injectable } from '@angular/core';

/** What this device remembers between visits, where it may: storage can be blocked, and nothing fails for it. */
@Injectable({ providedIn: 'root' })
export class DeviceMemory {
  private readonly window = inject(DOCUMENT).defaultView;

  /** @returns null when nothing is remembered, undefined when nobody can tell. */
  read(key: string): string | null | undefined {
    try {
      return this.window?.localStorage.getItem(key) ?? null;
    } catch {
      return undefined;
    }
  }

  /** @param value null forgets it. */
  write(key: string, value: string | null): void {
    try {
      if (value === null) this.window?.localStorage.removeItem(key);
      else this.window?.localStorage.setItem(key, value);
    } catch {
      // Blocked: it is asked for, or guessed, once more.
    }
  }
}
