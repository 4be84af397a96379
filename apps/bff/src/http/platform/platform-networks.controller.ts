import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { NetworkHealthView } from '@tributary/api-contract';
import { ReadNetworkHealth } from '@tributary/application';
import { AnswersListOf } from '../api-document/answers';
import { Requires } from '../auth/signed-in';
import { networkHealthView } from './platform.presenter';

@ApiTags('platform')
@Requires('manage-platform')
@Controller('platform/networks')
export class PlatformNetworksController {
  constructor(private readonly health: ReadNetworkHealth) {}

  @Get()
  @ApiOperation({
    operationId: 'readNetworkHealth',
    summary: 'How each network fares over the connections of all agencies',
  })
  @AnswersListOf('NetworkHealthView')
  async read(): Promise<NetworkHealthView[]> {
    return (await this.health.run()).map(networkHealthView);
  }
}
