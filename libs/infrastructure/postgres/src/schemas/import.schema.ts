import { defineEntity, p } from '@mikro-orm/core';
import type { FileForm, RowCounts, SalesImport, UndoneImport } from '@tributary/ports';
import { sealedIndex } from '../sealed/sealed-column';
import { directoryPolicies, tenantPolicies } from './tenant-policies';

/** A file that somebody gave for one account. Its content is in the pieces until it is committed. */
export const SalesImportSchema = defineEntity({
  name: 'SalesImportRow',
  tableName: 'sales_import',
  properties: {
    agencyId: p.uuid().primary(),
    id: p.uuid().primary(),
    accountId: p.uuid(),
    fileName: p.text(),
    size: p.integer(),
    hash: p.text(),
    state: p.text().default('draft'),
    form: p.json<FileForm>(),
    headers: p.json<readonly string[]>(),
    mapping: p.json<SalesImport['mapping']>(),
    preview: p.json<SalesImport['preview']>().nullable(),
    createdBy: p.text(),
    createdAt: p.datetime(6).defaultRaw('clock_timestamp()'),
    /** The ledger's instant: rows that still carry it are as the import left them. */
    committedAt: p.datetime(6).nullable(),
    runId: p.uuid().nullable(),
    counts: p.json<RowCounts>().nullable(),
    undoneAt: p.datetime(6).nullable(),
    undone: p.json<UndoneImport>().nullable(),
  },
  indexes: [{ name: 'sales_import_account_index', properties: ['agencyId', 'accountId', 'createdAt'] }],
  ...tenantPolicies,
});

/** A part of a draft's bytes: compressed with zstd, then sealed. */
export const SalesImportPieceSchema = defineEntity({
  name: 'SalesImportPieceRow',
  tableName: 'sales_import_piece',
  properties: {
    agencyId: p.uuid().primary(),
    importId: p.uuid().primary(),
    number: p.integer().primary(),
    accountId: p.uuid(),
    content: p.blob(),
    createdAt: p.datetime(6).defaultRaw('clock_timestamp()'),
  },
  indexes: [sealedIndex('sales_import_piece', 'content')],
  ...directoryPolicies,
});

/** The mark of a booking that an import took the place of, for its undoing. */
export const SalesImportBookingSchema = defineEntity({
  name: 'SalesImportBookingRow',
  tableName: 'sales_import_booking',
  properties: {
    agencyId: p.uuid().primary(),
    importId: p.uuid().primary(),
    kind: p.text().primary(),
    externalId: p.text().primary(),
    accountId: p.uuid(),
    linkKey: p.text(),
  },
  ...tenantPolicies,
});
