import type { MikroORM } from '@mikro-orm/postgresql';
import {
  type ResealedValue,
  type SealContext,
  type SealedValue,
  SealedValueRepository,
  StorageNotMigrated,
} from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency, inNoAgency } from '../tenancy';
import { SEALED_COLUMNS, type SealedColumn } from './sealed-columns';
import { type SealedRow, type SealedStatements, statementsFor } from './sealed-value-sql';

/** A piece of a file has a megabyte: what a batch holds in memory stays small. */
const BATCH = 25;

const COLUMNS: ReadonlyMap<string, SealedStatements> = new Map(
  SEALED_COLUMNS.map((column) => [`${column.table}.${column.column}`, statementsFor(column)] as const),
);

const KEYS_IN_USE = new Statement<{ id: string }>(
  SEALED_COLUMNS.map(
    ({ table, column }) => `select key_id as id from directory.keys_of_${table}_${column}()`,
  ).join(' union '),
);

/** The column, and the key of the row. */
interface Place {
  readonly column: string;
  readonly key: string;
}

export class PostgresSealedValueRepository extends SealedValueRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  /** Across agencies: what the directory tells of a key is only that it is needed. */
  async keysInUse(): Promise<readonly string[]> {
    try {
      const rows = await KEYS_IN_USE.run(inNoAgency(this.orm), []);
      return rows.map(({ id }) => id);
    } catch (error) {
      throw isUnknownFunction(error) ? new StorageNotMigrated() : error;
    }
  }

  async *sealedByOthers(agencyId: string, keyId: string): AsyncGenerator<readonly SealedValue[]> {
    for (const [column, statements] of COLUMNS) {
      let after: string | null = null;
      do {
        const rows: readonly SealedRow[] = await this.list(statements, [agencyId, keyId, after, BATCH]);
        if (rows.length > 0) yield rows.map((row) => valueOf(agencyId, row, { column, statements }));
        after = rows.length < BATCH ? null : (rows.at(-1)?.key ?? null);
      } while (after !== null);
    }
  }

  async replace(agencyId: string, values: readonly ResealedValue[]): Promise<number> {
    const places = values.map((value) => ({ ...value, at: JSON.parse(value.place) as Place }));
    let replaced = 0;
    for (const [column, ofColumn] of Map.groupBy(places, ({ at }) => at.column)) {
      const statement = COLUMNS.get(column)?.replace;
      if (!statement) throw new RangeError(`No sealed column is named "${column}"`);
      const parameters = [
        agencyId,
        ofColumn.map(({ at }) => at.key),
        ofColumn.map(({ sealed }) => Buffer.from(sealed)),
        ofColumn.map(({ resealed }) => Buffer.from(resealed)),
      ];
      replaced += (await inAgency(this.orm, agencyId, (em) => statement.run(em, parameters))).length;
    }
    return replaced;
  }

  private list({ list }: SealedStatements, parameters: readonly unknown[]): Promise<SealedRow[]> {
    return inAgency(this.orm, String(parameters[0]), (em) => list.run(em, parameters));
  }
}

/** Of Postgres: there is no such function, or no such schema to look for it in. */
const UNKNOWN = ['42883', '3F000'];

function isUnknownFunction(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNKNOWN.includes(String(error.code));
}

function valueOf(
  agencyId: string,
  { key, owner, network, sealed }: SealedRow,
  { column, statements }: { readonly column: string; readonly statements: SealedStatements },
): SealedValue {
  const place: Place = { column, key };
  const context = contextOf(statements.column.boundTo, {
    agencyId,
    owner: owner ?? '',
    network: network ?? '',
  });
  return { place: JSON.stringify(place), context, sealed };
}

function contextOf(
  boundTo: SealedColumn['boundTo'],
  {
    agencyId,
    owner,
    network,
  }: { readonly agencyId: string; readonly owner: string; readonly network: string },
): SealContext {
  if ('account' in boundTo) return { agencyId, accountId: owner, network, purpose: boundTo.purpose };
  if ('member' in boundTo) return { agencyId, memberId: owner, purpose: boundTo.purpose };
  return { agencyId, purpose: boundTo.purpose };
}
