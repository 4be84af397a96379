import { inject, Injectable } from '@angular/core';
import { DeviceMemory } from './device-memory';

const KEY = 'tributary.session';

/**
 * Remembers, without any secret, that a refresh cookie may exist: a visitor who never signed in is not
 * greeted by a refused request.
 */
@Injectable({ providedIn: 'root' })
export class SessionHint {
  private readonly memory = inject(DeviceMemory);

  /** True also where storage is blocked: then only asking tells. */
  mayExist(): boolean {
    const stored = this.memory.read(KEY);
    return stored === undefined || stored === 'open';
  }

  set(): void {
    this.memory.write(KEY, 'open');
  }

  clear(): void {
    this.memory.write(KEY, null);
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
