import type { ImportedSaleRepository, ImportKey, SalesImport } from '@tributary/ports';
import { Refusal } from '../refusal';
import { inRun, type RunPorts } from './import-run';
import { sourceOf, type SourcePorts } from './import-source';

/** Takes an import back, but for rows that something changed since. */
export class UndoImport {
  constructor(
    private readonly ports: Pick<SourcePorts, 'accounts' | 'networks' | 'imports'> &
      RunPorts & { readonly sales: ImportedSaleRepository },
  ) {}

  /** @throws {Refusal} `not-found`, `not-possible-now` */
  async run(key: ImportKey): Promise<SalesImport> {
    const source = await sourceOf(this.ports, key);
    if (source.found.state !== 'committed') {
      const why = source.found.state === 'draft' ? 'was not imported' : 'has been undone already';
      throw new Refusal('not-possible-now', `The file ${why}. Nothing was changed.`);
    }
    await inRun(this.ports, source, 'manual', (runId) =>
      this.ports.sales.undo({ ...key, network: source.account.network, runId }),
    );
    return (await sourceOf(this.ports, key)).found;
  }
}
