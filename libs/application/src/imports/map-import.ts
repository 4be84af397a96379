import { type ImportMapping, mappingProblems } from '@tributary/domain';
import type { FileForm, ImportedSaleRepository, ImportKey, SalesImport } from '@tributary/ports';
import { checkImport } from './check-import';
import { guessOf, importDetail, type ImportDetail } from './import-detail';
import { headOf, type ImportSource, mustBeDraft, sourceOf, type SourcePorts } from './import-source';
import { readable } from './upload-import';

export interface ChosenMapping {
  readonly form: FileForm;
  readonly mapping: ImportMapping;
  /** The first rows are enough while somebody is still choosing; only the whole file makes a preview. */
  readonly checks: 'first-rows' | 'whole-file';
}

/** Keeps how a draft is read, and tells what importing it that way would do. */
export class MapImport {
  constructor(private readonly ports: SourcePorts & { readonly sales: ImportedSaleRepository }) {}

  /** @throws {Refusal} `not-found`, `not-possible-now`, `unreadable-file` */
  async run(key: ImportKey, chosen: ChosenMapping): Promise<ImportDetail> {
    const source = await sourceOf(this.ports, key);
    mustBeDraft(source);
    const mapped: ImportSource = {
      ...source,
      found: { ...source.found, ...(await this.read(source, chosen)) },
    };
    const { identity, found } = mapped;
    const isComplete =
      mappingProblems(found.mapping, { columns: found.headers.length, identity }).length === 0;
    const preview =
      chosen.checks === 'whole-file' && isComplete ? await checkImport(this.ports, mapped) : null;
    await this.ports.imports.change(key, { ...found, preview });
    return importDetail(this.ports, { ...mapped, found: { ...found, preview } });
  }

  /** Another delimiter makes other columns: those that were chosen mean nothing any more, and are guessed anew. */
  private async read(
    source: ImportSource,
    { form, mapping }: ChosenMapping,
  ): Promise<Pick<SalesImport, 'form' | 'headers' | 'mapping'>> {
    const head = await headOf(this.ports, source);
    const start = readable(() => this.ports.reader.start(head, form));
    const isSplitAnew = start.headers.length !== source.found.headers.length;
    return { form, headers: start.headers, mapping: isSplitAnew ? guessOf(start, source).mapping : mapping };
  }
}
