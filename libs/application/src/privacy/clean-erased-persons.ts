import type { ErasureRepository, ImportFileRepository, ImportRepository } from '@tributary/ports';
import { namesErased } from './names-erased';
import { withoutErased } from './without-erased';

interface CleaningPorts {
  readonly erasures: ErasureRepository;
  readonly imports: ImportRepository;
  readonly files: ImportFileRepository;
}

/**
 * Takes erased persons out of everything that is kept of networks' answers, and drops the drafts of imports that name one.
 * What was begun and not ended is begun again.
 */
export class CleanErasedPersons {
  constructor(private readonly ports: CleaningPorts) {}

  /** @returns for each agency how many kept answers were changed and drafts dropped. */
  async run(): Promise<ReadonlyMap<string, number>> {
    const { erasures } = this.ports;
    const changed = new Map<string, number>();
    for (const agencyId of await erasures.agenciesToClean()) {
      // The answers come last: with them it is noted as done.
      const drafts = await this.dropDrafts(agencyId);
      changed.set(agencyId, drafts + (await erasures.clean(agencyId, withoutErased)));
    }
    return changed;
  }

  /** A file is whole or not at all: its owner has it still, and may give it again without the person. */
  private async dropDrafts(agencyId: string): Promise<number> {
    const { erasures, imports, files } = this.ports;
    let dropped = 0;
    for (const key of await files.filesOf(agencyId)) {
      if (!(await namesErased(agencyId, files.read(key), erasures))) continue;
      await imports.remove(key);
      dropped += 1;
    }
    return dropped;
  }
}
