import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SalesPage } from '@tributary/api-contract';
import { CheckPastMoment, ListSales, type SalesRequest } from '@tributary/application';
import { addDays, calendarDay, networkId, startOfDay, type Agency } from '@tributary/domain';
import { Answers } from '../api-document/answers';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { instantOf } from '../input/instant';
import { decodeCursor } from './sale-cursor';
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
    const request = requestOf(query, viewer.agency);
    await this.pastMoment.run(viewer.agency, request.asOf);
    const page = await this.sales.run(viewer, request, { limit: query.limit, after });
    return salesPageView(page);
  }
}

function requestOf(query: SalesQueryDto, { timeZone }: Agency): SalesRequest {
  const search = query.search?.trim();
  return {
    from: query.from === undefined ? null : startOfDay(calendarDay(query.from), timeZone),
    until: query.to === undefined ? null : startOfDay(addDays(calendarDay(query.to), 1), timeZone),
    networks: query.network.map(networkId),
    accountIds: query.account,
    clientIds: query.client,
    statuses: query.status,
    search: search === '' || search === undefined ? null : search,
    asOf: instantOf(query.asOf),
  };
}
