import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { NetworkDescriptor } from '@tributary/api-contract';
import { NetworkCatalog } from '@tributary/ports';
import { networkDescriptor } from './networks.presenter';

@ApiTags('networks')
@ApiBearerAuth()
@Controller('networks')
export class NetworksController {
  constructor(private readonly networks: NetworkCatalog) {}

  @Get()
  list(): NetworkDescriptor[] {
    return this.networks.list().map(networkDescriptor);
  }
}
