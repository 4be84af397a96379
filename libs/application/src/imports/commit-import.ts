import { mappingProblems } from '@tributary/domain';
import type { ImportBatch, ImportedSaleRepository, ImportKey, SalesImport } from '@tributary/ports';
import { Refusal } from '../refusal';
import { BATCH_ROWS, batchOf } from './check-import';
import { type ImportSource, mustBeDraft, sourceOf, type SourcePorts } from './import-source';
import { inRun, type RunPorts } from './import-run';
import { type ReadRow, readRows } from './read-rows';

/** Imports a draft that was checked: all of its rows, or none. */
export class CommitImport {
  constructor(private readonly ports: SourcePorts & RunPorts & { readonly sales: ImportedSaleRepository }) {}

  /** @throws {Refusal} `not-found`, `not-possible-now`, `invalid-input` */
  async run(key: ImportKey): Promise<SalesImport> {
    const source = await sourceOf(this.ports, key);
    mustBeChecked(source);
    await inRun(this.ports, source, 'import', async (runId) => {
      const run = { ...key, network: source.account.network, runId };
      return this.ports.sales.commit(run, batches(this.ports, source));
    });
    return (await sourceOf(this.ports, key)).found;
  }
}

function mustBeChecked(source: ImportSource): void {
  mustBeDraft(source);
  const { found, identity } = source;
  const problems = mappingProblems(found.mapping, { columns: found.headers.length, identity });
  if (problems.length > 0) {
    const fields = problems.map(({ setting, reason }) => ({ field: setting, message: reason }));
    throw new Refusal(
      'invalid-input',
      `${fields.map(({ message }) => message).join(' ')} Nothing was imported.`,
      fields,
    );
  }
  if (found.preview === null) {
    throw new Refusal(
      'not-possible-now',
      'The file has not been checked this way. Check it first. Nothing was imported.',
    );
  }
  if (found.preview.errorCount > 0) throw hasErrors(found.preview.errorCount);
}

function hasErrors(count: number): Refusal {
  const what = count === 1 ? 'One cell or row' : `${count} cells or rows`;
  return new Refusal(
    'not-possible-now',
    `${what} of the file cannot be read. Correct the file or the columns. Nothing was imported.`,
  );
}

/** Read once more from the file itself: what is imported is what stands there, not what a preview remembers. */
async function* batches(
  ports: Pick<SourcePorts, 'files' | 'reader'>,
  source: ImportSource,
): AsyncGenerator<ImportBatch> {
  let rows: ReadRow[] = [];
  for await (const row of readRows(ports, source)) {
    if (row.problems.length > 0) throw hasErrors(row.problems.length);
    if (row.isRepeated || row.meaning?.isLeftOut) continue;
    rows.push(row);
    if (rows.length < BATCH_ROWS) continue;
    yield batchOf(rows);
    rows = [];
  }
  if (rows.length > 0) yield batchOf(rows);
}
