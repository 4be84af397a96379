import { Body, Controller, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SyncQueuedView } from '@tributary/api-contract';
import { RequestReread } from '@tributary/application';
import { Answers } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited, AuditedInput } from '../audit/audited';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { AccountId } from '../input/account-id';
import { RereadPeriodDto } from './network-accounts.dto';

/** Asking a network once more for a period. */
@ApiTags('network accounts')
@Requires('sync-now')
@Controller('network-accounts/:id/rereads')
export class RereadsController {
  constructor(private readonly reread: RequestReread) {}

  @Post()
  @Audited('network-account.reread', 'network-account')
  @AuditedInput('from', 'until')
  @ApiOperation({
    operationId: 'rereadPeriod',
    summary: 'Queues reading the days of a period again; changes nothing where nothing changed',
  })
  @Answers('SyncQueuedView', 202)
  @Refuses(404, 413)
  async request(
    @SignedIn() { agency, member }: SignedInMember,
    @AccountId() accountId: string,
    @Body() { from, until }: RereadPeriodDto,
  ): Promise<SyncQueuedView> {
    const isQueued = await this.reread.run(agency, { accountId, from, until, requestedBy: member.id });
    return { queued: isQueued ? 1 : 0 };
  }
}
