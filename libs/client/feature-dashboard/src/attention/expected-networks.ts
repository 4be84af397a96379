import { inject, Injectable } from '@angular/core';
import { DeviceMemory } from '@tributary/client-data-access';

const KEY = 'tributary.networks';
/** As many as there are. */
const AT_FIRST = 6;
/** More is nothing that the dashboard has shown. */
const MOST = 50;

/** How many networks the dashboard showed last on this device: it keeps their place free while it loads, and nothing jumps. */
@Injectable({ providedIn: 'root' })
export class ExpectedNetworks {
  private readonly memory = inject(DeviceMemory);

  count(): number {
    const stored = Number(this.memory.read(KEY) ?? AT_FIRST);
    return Number.isInteger(stored) && stored > 0 && stored <= MOST ? stored : AT_FIRST;
  }

  remember(count: number): void {
    this.memory.write(KEY, String(count));
  }
}
