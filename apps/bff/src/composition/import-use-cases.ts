import type { Provider } from '@nestjs/common';
import {
  CommitImport,
  DropImport,
  ListImports,
  MapImport,
  ReadImport,
  UndoImport,
  UploadImport,
} from '@tributary/application';
import {
  Clock,
  IdentifierFactory,
  ImportedSaleRepository,
  ImportFileRepository,
  ImportRepository,
  NetworkAccountRepository,
  NetworkCatalog,
  SalesFileReader,
  SyncProgressChannel,
  SyncRunRepository,
} from '@tributary/ports';
import { withPorts } from './use-case-providers';

const LISTING = { accounts: NetworkAccountRepository, networks: NetworkCatalog, imports: ImportRepository };
const READING = { ...LISTING, files: ImportFileRepository, reader: SalesFileReader };
const STORING = {
  sales: ImportedSaleRepository,
  runs: SyncRunRepository,
  progress: SyncProgressChannel,
  clock: Clock,
};

/** Everything about files of sales. */
export const IMPORT_USE_CASES: Provider[] = [
  withPorts(UploadImport, { ...READING, identifiers: IdentifierFactory }),
  withPorts(ListImports, LISTING),
  withPorts(ReadImport, READING),
  withPorts(MapImport, { ...READING, sales: ImportedSaleRepository }),
  withPorts(DropImport, LISTING),
  withPorts(CommitImport, { ...READING, ...STORING }),
  withPorts(UndoImport, { ...LISTING, ...STORING }),
];
