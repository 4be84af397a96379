import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { QuarantineJudgedView, QuarantineView, SecondReadingView } from '@tributary/api-contract';
import {
  DismissQuarantine,
  ListQuarantine,
  RequestSecondReading,
  RestoreQuarantine,
} from '@tributary/application';
import { can } from '@tributary/domain';
import type { QuarantineSelection, QuarantineState } from '@tributary/ports';
import { Answers } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited, AuditedInput } from '../audit/audited';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { AccountId } from '../input/account-id';
import { decodeQuarantineCursor } from './quarantine-cursor';
import { DismissQuarantineDto, QuarantineQueryDto, QuarantineSelectionDto } from './quarantine.dto';
import { quarantineView } from './quarantine.presenter';

/** What may be done about rows that could not be read, bundled because each request is handed to one of them. */
export class QuarantineUseCases {
  constructor(
    readonly list: ListQuarantine,
    readonly dismiss: DismissQuarantine,
    readonly restore: RestoreQuarantine,
  ) {}
}

/** The rows of an account that could not be read, and reading again what was read before. */
@ApiTags('network accounts')
@Requires('manage-connections')
@Controller('network-accounts/:id')
export class QuarantineController {
  constructor(
    private readonly quarantine: QuarantineUseCases,
    private readonly secondReading: RequestSecondReading,
  ) {}

  @Get('quarantine')
  @ApiOperation({
    operationId: 'listQuarantine',
    summary: 'The rows that could not be read, with the reason; as sent only for who manages connections',
  })
  @Answers('QuarantineView')
  @Refuses(404)
  @Requires('read-connections')
  async list(
    @SignedIn() { agency, member }: SignedInMember,
    @AccountId() id: string,
    @Query() { limit, cursor, state, reason }: QuarantineQueryDto,
  ): Promise<QuarantineView> {
    const after = cursor === undefined ? null : decodeQuarantineCursor(cursor);
    const showsRaw = can(member, 'manage-connections');
    const query = { limit, after, state, reason: reason ?? null, showsRaw };
    return quarantineView(await this.quarantine.list.run(agency.id, id, query));
  }

  @Post('quarantine/replay')
  @Audited('quarantine.replay', 'quarantine')
  @ApiOperation({
    operationId: 'replayQuarantine',
    summary: 'Queues rows that could not be read to be read once more, without asking the network',
  })
  @Answers('SecondReadingView', 202)
  @Refuses(404, 413)
  async replay(
    @SignedIn() { agency }: SignedInMember,
    @AccountId() accountId: string,
    @Body() { ids, ofReason }: QuarantineSelectionDto,
  ): Promise<SecondReadingView> {
    const key = { agencyId: agency.id, accountId };
    const rows = { rowIds: ids ?? null, reason: ofReason ?? null };
    return { isQueued: await this.secondReading.run({ ...key, kind: 'replay', ...rows }) };
  }

  @Post('quarantine/dismiss')
  @Audited('quarantine.dismiss', 'quarantine')
  @AuditedInput('reason')
  @ApiOperation({
    operationId: 'dismissQuarantine',
    summary: 'Leaves rows out on purpose, with a reason; they are kept and can be taken back',
  })
  @Answers('QuarantineJudgedView')
  @Refuses(404, 413)
  async dismiss(
    @SignedIn() { agency, member }: SignedInMember,
    @AccountId() accountId: string,
    @Body() body: DismissQuarantineDto,
  ): Promise<QuarantineJudgedView> {
    const key = { agencyId: agency.id, accountId };
    const words = { reason: body.reason, by: member.name };
    return { rows: await this.quarantine.dismiss.run(key, selectionOf(body, 'open'), words) };
  }

  @Post('quarantine/restore')
  @Audited('quarantine.restore', 'quarantine')
  @ApiOperation({ operationId: 'restoreQuarantine', summary: 'Takes dismissals back: the rows wait again' })
  @Answers('QuarantineJudgedView')
  @Refuses(404, 413)
  async restore(
    @SignedIn() { agency }: SignedInMember,
    @AccountId() accountId: string,
    @Body() body: QuarantineSelectionDto,
  ): Promise<QuarantineJudgedView> {
    const key = { agencyId: agency.id, accountId };
    return { rows: await this.quarantine.restore.run(key, selectionOf(body, 'dismissed')) };
  }

  @Post('renormalise')
  @Audited('network-account.renormalise', 'network-account')
  @ApiOperation({
    operationId: 'renormaliseNetworkAccount',
    summary:
      'Queues every kept page of the account to be read by the mapping of today, without asking the network',
  })
  @Answers('SecondReadingView', 202)
  @Refuses(404)
  async renormalise(
    @SignedIn() { agency }: SignedInMember,
    @AccountId() accountId: string,
  ): Promise<SecondReadingView> {
    const request = { agencyId: agency.id, accountId, kind: 'raw-pages' } as const;
    return { isQueued: await this.secondReading.run(request) };
  }
}

function selectionOf({ ids, ofReason }: QuarantineSelectionDto, state: QuarantineState): QuarantineSelection {
  return ids ? { ids } : { state, reason: ofReason ?? null };
}
