import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ChangesPage, ChangesSummary } from '@tributary/api-contract';
import { ListChanges, MarkLooked, SummarizeChanges } from '@tributary/application';
import { networkId } from '@tributary/domain';
import type { ChangeCursor } from '@tributary/ports';
import { Answers, AnswersNothing } from '../api-document/answers';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { instantOf } from '../input/instant';
import { decodeCursor } from '../sales/sale-cursor';
import type { AccountFilterDto } from '../sales/sales.dto';
import { ChangesQueryDto, ChangesSummaryQueryDto, LookedDto } from './changes.dto';
import { changesPageView, changesSummaryView } from './changes.presenter';

/** What networks, files and people changed after it was stored. */
@ApiTags('changes')
@Requires('read-sales')
@Controller('changes')
export class ChangesController {
  constructor(
    private readonly changes: ListChanges,
    private readonly summary: SummarizeChanges,
    private readonly looked: MarkLooked,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listChanges',
    summary: 'What changed after it was stored, newest first, a page at a time',
  })
  @Answers('ChangesPage')
  async list(@SignedIn() viewer: SignedInMember, @Query() query: ChangesQueryDto): Promise<ChangesPage> {
    const { since, until, limit, cursor } = query;
    const request = { ...choiceOf(query), since: instantOf(since), until: instantOf(until) };
    const after = cursor === undefined ? null : cursorOf(cursor);
    return changesPageView(await this.changes.run(viewer, request, { limit, after }));
  }

  @Get('summary')
  @ApiOperation({
    operationId: 'summarizeChanges',
    summary: 'How many sales changed, and what that did to Earnings, since the member last looked',
  })
  @Answers('ChangesSummary')
  async summarize(
    @SignedIn() viewer: SignedInMember,
    @Query() query: ChangesSummaryQueryDto,
  ): Promise<ChangesSummary> {
    const request = { ...choiceOf(query), since: instantOf(query.since) };
    return changesSummaryView(await this.summary.run(viewer, viewer.member.id, request), viewer.agency);
  }

  @Post('looked')
  @ApiOperation({ operationId: 'markLooked', summary: 'The member has seen what changed until then' })
  @AnswersNothing()
  async markLooked(
    @SignedIn() { agency, member }: SignedInMember,
    @Body() { until }: LookedDto,
  ): Promise<void> {
    await this.looked.run(agency.id, member.id, new Date(until));
  }
}

function choiceOf({ network, account, client }: AccountFilterDto) {
  return { networks: network.map(networkId), accountIds: account, clientIds: client };
}

/** The same three parts as the cursor of sales, of which the first is when it changed. */
function cursorOf(text: string): ChangeCursor {
  const { saleDate, accountId, externalOrderId } = decodeCursor(text);
  return { changedAt: saleDate, accountId, externalOrderId };
}
