import type { MikroORM } from '@mikro-orm/postgresql';
import {
  type AccountKey,
  type ImportKey,
  ImportRepository,
  type NewImport,
  type SalesImport,
} from '@tributary/ports';
import { instant, instantOrNull, Statement } from '../statement';
import { inAgency } from '../tenancy';

interface ImportRow extends Omit<SalesImport, 'createdAt' | 'committedAt' | 'undoneAt'> {
  readonly createdAt: string;
  readonly committedAt: string | null;
  readonly undoneAt: string | null;
}

const COLUMNS = `id, account_id as "accountId", file_name as "fileName", size, hash, state, form, headers, mapping,
  preview, created_by as "createdBy", created_at as "createdAt", committed_at as "committedAt", run_id as "runId",
  counts, undone_at as "undoneAt", undone`;

const ADD = new Statement<object>(`
  insert into sales_import (agency_id, account_id, id, file_name, size, hash, form, headers, mapping, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`);

const FIND = new Statement<ImportRow>(`
  select ${COLUMNS} from sales_import where agency_id = $1 and account_id = $2 and id = $3`);

const LIST = new Statement<ImportRow>(`
  select ${COLUMNS} from sales_import where agency_id = $1 and account_id = $2
  order by created_at desc, id
  limit $3`);

const CHANGE = new Statement<object>(`
  update sales_import set form = $4, headers = $5, mapping = $6, preview = $7
  where agency_id = $1 and account_id = $2 and id = $3 and state = 'draft'`);

/** Of a draft the pieces as well; pieces without an import are those of an upload that broke off. */
const REMOVE = new Statement<object>(`
  with removed as (
    delete from sales_import where agency_id = $1 and account_id = $2 and id = $3 and state = 'draft'
  )
  delete from sales_import_piece where agency_id = $1 and account_id = $2 and import_id = $3`);

const parametersOf = ({ agencyId, accountId, importId }: ImportKey) => [agencyId, accountId, importId];

export class PostgresImportRepository extends ImportRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async add(key: ImportKey, added: NewImport): Promise<void> {
    const { fileName, size, hash, form, headers, mapping, createdBy } = added;
    const json = [form, headers, mapping].map((value) => JSON.stringify(value));
    await inAgency(this.orm, key.agencyId, (em) =>
      ADD.run(em, [...parametersOf(key), fileName, size, hash, ...json, createdBy]),
    );
  }

  async find(key: ImportKey): Promise<SalesImport | null> {
    const row = await inAgency(this.orm, key.agencyId, (em) => FIND.first(em, parametersOf(key)));
    return row && toImport(row);
  }

  async listOf({ agencyId, accountId }: AccountKey, limit: number): Promise<readonly SalesImport[]> {
    const rows = await inAgency(this.orm, agencyId, (em) => LIST.run(em, [agencyId, accountId, limit]));
    return rows.map(toImport);
  }

  async change(
    key: ImportKey,
    { form, headers, mapping, preview }: Pick<SalesImport, 'form' | 'headers' | 'mapping' | 'preview'>,
  ): Promise<void> {
    const json = [form, headers, mapping].map((value) => JSON.stringify(value));
    const checked = preview && JSON.stringify(preview);
    await inAgency(this.orm, key.agencyId, (em) => CHANGE.run(em, [...parametersOf(key), ...json, checked]));
  }

  async remove(key: ImportKey): Promise<void> {
    await inAgency(this.orm, key.agencyId, (em) => REMOVE.run(em, parametersOf(key)));
  }
}

function toImport({ createdAt, committedAt, undoneAt, ...row }: ImportRow): SalesImport {
  return {
    ...row,
    createdAt: instant(createdAt),
    committedAt: instantOrNull(committedAt),
    undoneAt: instantOrNull(undoneAt),
  };
}
