import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { QuarantineReplayView, QuarantineView } from '@tributary/api-contract';
import { ListQuarantine, ReplayQuarantine } from '@tributary/application';
import { can } from '@tributary/domain';
import { Answers } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { AccountId } from '../input/account-id';
import { QuarantineQueryDto } from './network-accounts.dto';
import { quarantineView } from './quarantine.presenter';

/** The rows of an account that could not be read. */
@ApiTags('network accounts')
@Requires('read-connections')
@Controller('network-accounts/:id/quarantine')
export class QuarantineController {
  constructor(
    private readonly quarantine: ListQuarantine,
    private readonly replay: ReplayQuarantine,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listQuarantine',
    summary: 'The rows that could not be read, with the reason; as sent only for who manages connections',
  })
  @Answers('QuarantineView')
  @Refuses(404)
  async list(
    @SignedIn() { agency, member }: SignedInMember,
    @AccountId() id: string,
    @Query() { limit }: QuarantineQueryDto,
  ): Promise<QuarantineView> {
    const query = { limit, showsRaw: can(member.role, 'manage-connections') };
    return quarantineView(await this.quarantine.run(agency.id, id, query));
  }

  @Post('replay')
  @ApiOperation({
    operationId: 'replayQuarantine',
    summary: 'Reads the rows that could not be read once more, without asking the network',
  })
  @Answers('QuarantineReplayView')
  @Refuses(404)
  @Requires('manage-connections')
  async replayAll(
    @SignedIn() { agency }: SignedInMember,
    @AccountId() id: string,
  ): Promise<QuarantineReplayView> {
    return this.replay.run(agency.id, id);
  }
}
