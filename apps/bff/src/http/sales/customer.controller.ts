import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CustomerView } from '@tributary/api-contract';
import { ReadCustomer } from '@tributary/application';
import { Answers } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited } from '../audit/audited';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { SaleKeyDto } from './sale-history.dto';

/** Who bought: masked for the team, in full for who may read personal data, and every such look is in the audit trail. */
@ApiTags('sales')
@Requires('read-connections')
@Controller('sales/:accountId/:orderId/customer')
export class CustomerController {
  constructor(private readonly customer: ReadCustomer) {}

  @Get()
  @ApiOperation({
    operationId: 'readCustomer',
    summary: 'Who bought, as far as it tells two customers apart',
  })
  @Answers('CustomerView')
  @Refuses(404)
  async masked(
    @SignedIn() { agency }: SignedInMember,
    @Param() { accountId, orderId }: SaleKeyDto,
  ): Promise<CustomerView> {
    const sale = { agencyId: agency.id, accountId, externalOrderId: orderId };
    const { email } = await this.customer.run(sale, 'masked');
    return { email, isMasked: true };
  }

  @Get('email')
  @Requires('read-personal-data')
  @Audited('customer.read', 'sale', 'orderId')
  @ApiOperation({ operationId: 'readCustomerEmail', summary: 'The whole e-mail of who bought' })
  @Answers('CustomerView')
  @Refuses(404)
  async whole(
    @SignedIn() { agency }: SignedInMember,
    @Param() { accountId, orderId }: SaleKeyDto,
  ): Promise<CustomerView> {
    const sale = { agencyId: agency.id, accountId, externalOrderId: orderId };
    const { email } = await this.customer.run(sale, 'whole');
    return { email, isMasked: false };
  }
}
