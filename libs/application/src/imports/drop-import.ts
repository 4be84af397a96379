import type { ImportKey } from '@tributary/ports';
import { mustBeDraft, sourceOf, type SourcePorts } from './import-source';

/** Deletes a draft with its content. What was imported is undone instead. */
export class DropImport {
  constructor(private readonly ports: Pick<SourcePorts, 'accounts' | 'networks' | 'imports'>) {}

  /** @throws {Refusal} `not-found`, `not-possible-now` */
  async run(key: ImportKey): Promise<void> {
    mustBeDraft(await sourceOf(this.ports, key));
    await this.ports.imports.remove(key);
  }
}
