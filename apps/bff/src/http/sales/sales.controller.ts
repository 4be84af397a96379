import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SalesPage } from '@tributary/api-contract';
import { CheckPastMoment, ListSales } from '@tributary/application';
import { Answers } from '../api-document/answers';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { decodeCursor } from './sale-cursor';
import { salesRequestOf } from './sales-filter';
import { SalesQueryDto } from './sales.dto';
import { salesPageView } from './sales.presenter';

@ApiTags('sales')
@Requires('read-sales')
@Controller('sales')
export class SalesController {
  constructor(
    private readonly sales: ListSales,
    private readonly pastMoment: CheckPastMoment,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listSales', summary: 'Sales, newest first, a page at a time' })
  @Answers('SalesPage')
  async list(@SignedIn() viewer: SignedInMember, @Query() query: SalesQueryDto): Promise<SalesPage> {
    const after = query.cursor === undefined ? null : decodeCursor(query.cursor);
    const request = salesRequestOf(query, viewer.agency);
    await this.pastMoment.run(viewer.agency, request.asOf);
    const page = await this.sales.run(viewer, request, { limit: query.limit, after });
    return salesPageView(page);
  }
}
