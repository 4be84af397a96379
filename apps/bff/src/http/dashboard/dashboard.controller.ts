import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Dashboard } from '@tributary/api-contract';
import { ReadDashboard } from '@tributary/application';
import { networkId } from '@tributary/domain';
import { ExchangeRateSource, NetworkCatalog } from '@tributary/ports';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { DashboardQueryDto } from './dashboard.dto';
import { dashboardView } from './dashboard.presenter';

@ApiTags('dashboard')
@ApiBearerAuth()
@Requires('read-figures')
@Controller('dashboard')
export class DashboardController {
  constructor(
    private readonly dashboard: ReadDashboard,
    private readonly networks: NetworkCatalog,
    private readonly rates: ExchangeRateSource,
  ) {}

  @Get()
  async read(@SignedIn() { agency }: SignedInMember, @Query() query: DashboardQueryDto): Promise<Dashboard> {
    const { days, clock, network, account } = query;
    const networks = network.map(networkId);
    const report = await this.dashboard.run(agency, { days, clock, networks, accountIds: account });
    return dashboardView(report, this.networks.list(), this.rates.name);
  }
}
