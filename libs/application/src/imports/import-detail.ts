import {
  guessMapping,
  type ImportField,
  type MappingProblem,
  mappingProblems,
  type FieldSamples,
  samplesOf,
} from '@tributary/domain';
import type { FileStart, SalesImport } from '@tributary/ports';
import { headOf, type ImportSource, type SourcePorts } from './import-source';

const SHOWN_ROWS = 8;

/** A draft with what a person needs to choose its columns. */
export interface ImportDetail {
  readonly found: SalesImport;
  /** Null once it was committed: its content is gone. */
  readonly choosing: {
    readonly isEncodingGuessed: boolean;
    readonly rows: readonly (readonly string[])[];
    /** Fields whose column or value is what was guessed. */
    readonly guessed: readonly ImportField[];
    readonly preset: string | null;
    readonly samples: readonly FieldSamples[];
    /** Decisions that are still missing. */
    readonly problems: readonly MappingProblem[];
    /** Fields that this network's sales are told apart by, besides those that every file needs. */
    readonly needs: readonly ImportField[];
  } | null;
}

export async function importDetail(
  ports: Pick<SourcePorts, 'files' | 'reader'>,
  source: ImportSource,
): Promise<ImportDetail> {
  const { found, identity } = source;
  if (found.state !== 'draft') return { found, choosing: null };
  const head = await headOf(ports, source);
  const start = ports.reader.start(head, found.form);
  const { isEncodingGuessed } = ports.reader.start(head);
  const guess = guessOf(start, source);
  const rows = start.rows.slice(0, SHOWN_ROWS);
  const isSame = (field: ImportField) =>
    JSON.stringify(found.mapping.fields[field]) === JSON.stringify(guess.mapping.fields[field]);
  return {
    found,
    choosing: {
      isEncodingGuessed,
      rows,
      guessed: guess.guessed.filter(isSame),
      preset: guess.preset,
      samples: samplesOf(rows, found.mapping),
      problems: mappingProblems(found.mapping, { columns: found.headers.length, identity }),
      needs: identity.needs,
    },
  };
}

export function guessOf(start: FileStart, { network, identity }: Pick<ImportSource, 'network' | 'identity'>) {
  return guessMapping(start, {
    timeZone: network.timeZone,
    presets: network.importPresets ?? [],
    identity,
  });
}
