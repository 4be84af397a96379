import { Global, Module } from '@nestjs/common';
import { CsvSalesFileReader } from '@tributary/file-import';
import { SalesFileReader } from '@tributary/ports';

/** Binds the reader of the tables that people export from networks. */
@Global()
@Module({
  providers: [{ provide: SalesFileReader, useFactory: () => new CsvSalesFileReader() }],
  exports: [SalesFileReader],
})
export class FileImportModule {}
