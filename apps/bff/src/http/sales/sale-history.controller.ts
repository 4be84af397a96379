import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SaleHistoryView } from '@tributary/api-contract';
import { ReadSaleHistory } from '@tributary/application';
import { Answers } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { saleHistoryView } from '../changes/changes.presenter';
import { SaleKeyDto } from './sale-history.dto';

@ApiTags('sales')
@Requires('read-sales')
@Controller('sales/:accountId/:orderId/history')
export class SaleHistoryController {
  constructor(private readonly history: ReadSaleHistory) {}

  @Get()
  @ApiOperation({
    operationId: 'readSaleHistory',
    summary: 'When a sale was first seen and everything that changed since, oldest first',
  })
  @Answers('SaleHistoryView')
  @Refuses(404)
  async read(
    @SignedIn() viewer: SignedInMember,
    @Param() { accountId, orderId }: SaleKeyDto,
  ): Promise<SaleHistoryView> {
    return saleHistoryView(await this.history.run(viewer, { accountId, externalOrderId: orderId }));
  }
}
