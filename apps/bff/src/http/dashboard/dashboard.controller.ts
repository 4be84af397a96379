import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Dashboard } from '@tributary/api-contract';
import { ReadDashboard } from '@tributary/application';
import { can, networkId } from '@tributary/domain';
import { ExchangeRateSource, NetworkCatalog } from '@tributary/ports';
import { Answers } from '../api-document/answers';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { instantOf } from '../input/instant';
import { DashboardQueryDto } from './dashboard.dto';
import { dashboardView } from './dashboard.presenter';

@ApiTags('dashboard')
@Requires('read-figures')
@Controller('dashboard')
export class DashboardController {
  constructor(
    private readonly dashboard: ReadDashboard,
    private readonly networks: NetworkCatalog,
    private readonly rates: ExchangeRateSource,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'readDashboard', summary: 'All parts of the dashboard in one answer' })
  @Answers('Dashboard')
  async read(@SignedIn() viewer: SignedInMember, @Query() query: DashboardQueryDto): Promise<Dashboard> {
    const { days, clock, network, account, client } = query;
    const networks = network.map(networkId);
    const report = await this.dashboard.run(viewer, {
      days,
      clock,
      networks,
      accountIds: account,
      clientIds: client,
      asOf: instantOf(query.asOf),
    });
    return dashboardView(report, {
      networks: this.networks.list(),
      rateSource: this.rates.name,
      showsFailures: can(viewer.member, 'read-connections'),
    });
  }
}
