import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ReconciliationView } from '@tributary/api-contract';
import { ReconcileAccount } from '@tributary/application';
import { Answers } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { AccountId } from '../input/account-id';
import { ReconciliationQueryDto } from './network-accounts.dto';
import { reconciliationView } from './reconciliation.presenter';

/** A network's own totals beside what is stored. */
@ApiTags('network accounts')
@Requires('read-connections')
@Controller('network-accounts/:id/reconciliation')
export class ReconciliationController {
  constructor(private readonly reconcile: ReconcileAccount) {}

  @Get()
  @ApiOperation({
    operationId: 'reconcileNetworkAccount',
    summary:
      "The network's own totals by day beside what is stored, with the likely cause of each difference",
  })
  @Answers('ReconciliationView')
  @Refuses(404)
  async read(
    @SignedIn() { agency }: SignedInMember,
    @AccountId() id: string,
    @Query() { from, until }: ReconciliationQueryDto,
  ): Promise<ReconciliationView> {
    const period = { from: from ?? null, until: until ?? null };
    return reconciliationView(await this.reconcile.run(agency.id, id, period), agency.timeZone);
  }
}
