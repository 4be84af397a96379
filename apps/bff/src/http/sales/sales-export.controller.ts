import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CheckPastMoment, ExportSales } from '@tributary/application';
import { AnswersCsv } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited, AuditedInput } from '../audit/audited';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { csvFile } from '../csv/csv-file';
import { salesColumns } from './sales-columns';
import { salesRequestOf } from './sales-filter';
import { SalesFilterDto } from './sales.dto';

@ApiTags('sales')
@Requires('export-sales')
@Controller('sales/export')
export class SalesExportController {
  constructor(
    private readonly sales: ExportSales,
    private readonly pastMoment: CheckPastMoment,
  ) {}

  @Get()
  @Audited('sales.export')
  // Not what was searched for: that may be the number of somebody's order.
  @AuditedInput('from', 'to', 'network', 'account', 'client', 'status', 'asOf')
  @ApiOperation({ operationId: 'exportSales', summary: 'Every sale that matches, as CSV' })
  @AnswersCsv()
  @Refuses(409)
  async export(@SignedIn() viewer: SignedInMember, @Query() query: SalesFilterDto): Promise<StreamableFile> {
    const { agency } = viewer;
    const request = salesRequestOf(query, agency);
    await this.pastMoment.run(agency, request.asOf);
    const { asOf, pages } = await this.sales.run(viewer, request);
    const name = ['sales', agency.name, query.from ?? '', query.to ?? ''].join(' ').trim();
    return csvFile(pages, salesColumns(agency.timeZone, asOf), name);
  }
}
