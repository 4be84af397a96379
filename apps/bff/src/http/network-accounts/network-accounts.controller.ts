import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { NetworkAccountView, SyncQueuedView, SyncRunView } from '@tributary/api-contract';
import { ListNetworkAccounts, RequestSync } from '@tributary/application';
import { SyncRunRepository } from '@tributary/ports';
import { Answers, AnswersListOf } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { AccountId } from '../input/account-id';
import { Audited } from '../audit/audited';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { RunsQueryDto } from './network-accounts.dto';
import { networkAccountView, syncRunView } from './network-accounts.presenter';

/** Reading connections and asking for a sync. */
@ApiTags('network accounts')
@Requires('read-connections')
@Controller('network-accounts')
export class NetworkAccountsController {
  constructor(
    private readonly accounts: ListNetworkAccounts,
    private readonly runs: SyncRunRepository,
    private readonly requestSync: RequestSync,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listNetworkAccounts',
    summary: 'The connected accounts with their newest runs',
  })
  @AnswersListOf('NetworkAccountView')
  async list(@SignedIn() { agency }: SignedInMember): Promise<NetworkAccountView[]> {
    const states = await this.accounts.run(agency.id);
    return states.map((state) => networkAccountView(state, agency.timeZone));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readNetworkAccount', summary: 'One connected account' })
  @Answers('NetworkAccountView')
  @Refuses(404)
  async one(@SignedIn() { agency }: SignedInMember, @AccountId() id: string): Promise<NetworkAccountView> {
    return networkAccountView(await this.accounts.one(agency.id, id), agency.timeZone);
  }

  @Get(':id/runs')
  @ApiOperation({ operationId: 'listSyncRuns', summary: 'The newest syncs of one account' })
  @AnswersListOf('SyncRunView')
  @Refuses(404)
  async listRuns(
    @SignedIn() { agency }: SignedInMember,
    @AccountId() id: string,
    @Query() query: RunsQueryDto,
  ): Promise<SyncRunView[]> {
    await this.accounts.one(agency.id, id);
    const runs = await this.runs.listRuns(agency.id, { accountId: id, limit: query.limit });
    return runs.map(syncRunView);
  }

  @Post('sync')
  @Audited('network-account.sync-all', 'agency')
  @ApiOperation({ operationId: 'syncAll', summary: 'Queues a sync of every account of the agency' })
  @Answers('SyncQueuedView', 202)
  @Requires('sync-now')
  async syncAll(@SignedIn() { agency }: SignedInMember): Promise<SyncQueuedView> {
    return { queued: await this.requestSync.run(agency.id, null) };
  }

  @Post(':id/sync')
  @Audited('network-account.sync', 'network-account')
  @ApiOperation({ operationId: 'syncOne', summary: 'Queues a sync of one account' })
  @Answers('SyncQueuedView', 202)
  @Refuses(404)
  @Requires('sync-now')
  async sync(@SignedIn() { agency }: SignedInMember, @AccountId() id: string): Promise<SyncQueuedView> {
    return { queued: await this.requestSync.run(agency.id, id) };
  }
}
