import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { NetworkAccountView, SyncQueuedView, SyncRunView } from '@tributary/api-contract';
import { ListNetworkAccounts, RequestSync } from '@tributary/application';
import { SyncRunRepository } from '@tributary/ports';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { RunsQueryDto } from './network-accounts.dto';
import { networkAccountView, syncRunView } from './network-accounts.presenter';

/** Reading connections and asking for a sync. */
@ApiTags('network accounts')
@ApiBearerAuth()
@Requires('read-connections')
@Controller('network-accounts')
export class NetworkAccountsController {
  constructor(
    private readonly accounts: ListNetworkAccounts,
    private readonly runs: SyncRunRepository,
    private readonly requestSync: RequestSync,
  ) {}

  @Get()
  async list(@SignedIn() { agency }: SignedInMember): Promise<NetworkAccountView[]> {
    const states = await this.accounts.run(agency.id);
    return states.map((state) => networkAccountView(state, agency.timeZone));
  }

  @Get(':id')
  async one(
    @SignedIn() { agency }: SignedInMember,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<NetworkAccountView> {
    return networkAccountView(await this.accounts.one(agency.id, id), agency.timeZone);
  }

  @Get(':id/runs')
  async listRuns(
    @SignedIn() { agency }: SignedInMember,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: RunsQueryDto,
  ): Promise<SyncRunView[]> {
    await this.accounts.one(agency.id, id);
    const runs = await this.runs.listRuns(agency.id, { accountId: id, limit: query.limit });
    return runs.map(syncRunView);
  }

  @Post('sync')
  @HttpCode(202)
  @Requires('sync-now')
  async syncAll(@SignedIn() { agency }: SignedInMember): Promise<SyncQueuedView> {
    return { queued: await this.requestSync.run(agency.id, null) };
  }

  @Post(':id/sync')
  @HttpCode(202)
  @Requires('sync-now')
  async sync(
    @SignedIn() { agency }: SignedInMember,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<SyncQueuedView> {
    return { queued: await this.requestSync.run(agency.id, id) };
  }
}
