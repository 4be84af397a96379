import type { ErasureRepository } from '@tributary/ports';
import { withoutErased } from './without-erased';

/** Takes erased persons out of everything that is kept of networks' answers. What was begun and not ended is begun again. */
export class CleanErasedPersons {
  constructor(private readonly erasures: ErasureRepository) {}

  /** @returns for each agency how many kept answers were changed. */
  async run(): Promise<ReadonlyMap<string, number>> {
    const changed = new Map<string, number>();
    for (const agencyId of await this.erasures.agenciesToClean()) {
      changed.set(agencyId, await this.erasures.clean(agencyId, withoutErased));
    }
    return changed;
  }
}
