import { DOCUMENT, inject, Injectable } from '@angular/core';

const KEY = 'tributary.session';

/**
 * Remembers, without any secret, that a refresh cookie may exist: a visitor who never signed in is not
 * greeted by a refused request.
 */
@Injectable({ providedIn: 'root' })
export class SessionHint {
  private readonly window = inject(DOCUMENT).defaultView;

  /** True also where storage is blocked: then only asking tells. */
  mayExist(): boolean {
    try {
      return this.window?.localStorage.getItem(KEY) === 'open';
    } catch {
      return true;
    }
  }

  set(): void {
    this.attempt((storage) => {
      storage.setItem(KEY, 'open');
    });
  }

  clear(): void {
    this.attempt((storage) => {
      storage.removeItem(KEY);
    });
  }

  private attempt(write: (storage: Storage) => void): void {
    try {
      if (this.window) write(this.window.localStorage);
    } catch {
      // Blocked storage costs one refused request at the next start.
    }
  }
}

/**
 * The refresh cookie is single use and shared by all tabs: they take turns, or the second would look like a
 * thief. Browsers without the Locks API (only outside secure contexts) go without.
 */
export async function refreshInTurn<T>(ask: () => Promise<T>): Promise<T> {
  const { locks } = navigator as { locks?: LockManager };
  if (locks === undefined) return ask();
  return await locks.request('tributary.refresh', ask);
}
