import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { NetworkDescriptor } from '@tributary/api-contract';
import { NetworkCatalog } from '@tributary/ports';
import { AnswersListOf } from '../api-document/answers';
import { ForMembers } from '../auth/signed-in';
import { networkDescriptor, notificationsOf } from './networks.presenter';

@ApiTags('networks')
@ForMembers()
@Controller('networks')
export class NetworksController {
  constructor(private readonly networks: NetworkCatalog) {}

  @Get()
  @ApiOperation({
    operationId: 'listNetworks',
    summary: 'The networks that can be connected, and what their keys are made of',
  })
  @AnswersListOf('NetworkDescriptor')
  list(): NetworkDescriptor[] {
    return this.networks.list().map((description, index) => ({
      ...networkDescriptor(description, index),
      ...notificationsOf(this.networks.notifications(description.id)),
    }));
  }
}
