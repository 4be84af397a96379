import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SalesPage } from '@tributary/api-contract';
import { CheckPastMoment, ListSales } from '@tributary/application';
import { addDays, calendarDay, networkId, startOfDay, type Agency } from '@tributary/domain';
import type { SaleFilter } from '@tributary/ports';
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
  async list(@SignedIn() { agency }: SignedInMember, @Query() query: SalesQueryDto): Promise<SalesPage> {
    const after = query.cursor === undefined ? null : decodeCursor(query.cursor);
    const filter = filterOf(query, agency);
    await this.pastMoment.run(agency, filter.asOf);
    const page = await this.sales.run(agency.id, filter, { limit: query.limit, after });
    return salesPageView(page);
  }
}

function filterOf(query: SalesQueryDto, { timeZone }: Agency): SaleFilter {
  const search = query.search?.trim();
  return {
    from: query.from === undefined ? null : startOfDay(calendarDay(query.from), timeZone),
    until: query.to === undefined ? null : startOfDay(addDays(calendarDay(query.to), 1), timeZone),
    networks: query.network.map(networkId),
    accountIds: query.account,
    statuses: query.status,
    search: search === '' || search === undefined ? null : search,
    asOf: instantOf(query.asOf),
  };
}
