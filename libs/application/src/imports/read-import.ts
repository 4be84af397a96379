import type { ImportKey } from '@tributary/ports';
import { importDetail, type ImportDetail } from './import-detail';
import { sourceOf, type SourcePorts } from './import-source';

/** One import; a draft with its first rows and what they are read as. */
export class ReadImport {
  constructor(private readonly ports: SourcePorts) {}

  /** @throws {Refusal} `not-found` */
  async run(key: ImportKey): Promise<ImportDetail> {
    return importDetail(this.ports, await sourceOf(this.ports, key));
  }
}
