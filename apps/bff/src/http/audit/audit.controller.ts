import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AuditPage } from '@tributary/api-contract';
import { ExportAuditEntries, ListAuditEntries } from '@tributary/application';
import { addDays, calendarDay, startOfDay, type Agency } from '@tributary/domain';
import type { AuditFilter } from '@tributary/ports';
import { Answers, AnswersCsv } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { csvFile } from '../csv/csv-file';
import { AuditFilterDto, AuditQueryDto } from './audit.dto';
import { auditColumns, auditPageView } from './audit.presenter';
import { Audited, AuditedInput } from './audited';

@ApiTags('audit')
@Requires('read-audit')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly entries: ListAuditEntries,
    private readonly exported: ExportAuditEntries,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listAuditEntries', summary: 'Who did what, newest first, a page at a time' })
  @Answers('AuditPage')
  async list(@SignedIn() { agency }: SignedInMember, @Query() query: AuditQueryDto): Promise<AuditPage> {
    const page = { limit: query.limit, after: query.cursor ?? null };
    return auditPageView(await this.entries.run(agency.id, filterOf(query, agency), page));
  }

  @Get('export')
  @Audited('audit.export')
  @AuditedInput('member', 'group', 'targetKind', 'target', 'from', 'to')
  @ApiOperation({ operationId: 'exportAuditEntries', summary: 'Everything that matches, as CSV' })
  @AnswersCsv()
  @Refuses(409)
  async export(
    @SignedIn() { agency }: SignedInMember,
    @Query() query: AuditFilterDto,
  ): Promise<StreamableFile> {
    const pages = await this.exported.run(agency.id, filterOf(query, agency));
    return csvFile(pages, auditColumns(agency.timeZone), `audit ${agency.name}`);
  }
}

function filterOf(query: AuditFilterDto, { timeZone }: Agency): AuditFilter {
  const { member, group, targetKind, target, from, to } = query;
  return {
    memberId: member ?? null,
    groups: group,
    target: targetKind === undefined ? null : { kind: targetKind, id: target ?? null },
    from: from === undefined ? null : startOfDay(calendarDay(from), timeZone),
    until: to === undefined ? null : startOfDay(addDays(calendarDay(to), 1), timeZone),
  };
}
