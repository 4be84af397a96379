import { DOCUMENT, inject, Injectable } from '@angular/core';

const KEY = 'tributary.networks';
/** As many as there are. */
const AT_FIRST = 6;

/** How many networks the dashboard showed last on this device: it keeps their place free while it loads, and nothing jumps. */
@Injectable({ providedIn: 'root' })
export class ExpectedNetworks {
  private readonly window = inject(DOCUMENT).defaultView;

  count(): number {
    try {
      const stored = Number(this.window?.localStorage.getItem(KEY) ?? AT_FIRST);
      return Number.isInteger(stored) && stored > 0 && stored <= 50 ? stored : AT_FIRST;
    } catch {
      return AT_FIRST;
    }
  }

  remember(count: number): void {
    try {
      this.window?.localStorage.setItem(KEY, String(count));
    } catch {
      // Blocked storage costs a jump at the next start.
    }
  }
}
