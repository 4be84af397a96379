import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PlatformAgenciesPage } from '@tributary/api-contract';
import { ListAgencies, SuspendAgency } from '@tributary/application';
import { Answers, AnswersNothing } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited } from '../audit/audited';
import { Requires } from '../auth/signed-in';
import { PathId } from '../input/path-id';
import { ActingAs, type Acting } from './acting';
import { decodeNameCursor } from './name-cursor';
import { PlatformQueryDto } from './platform.dto';
import { agenciesPageView } from './platform.presenter';

/** The agencies of this installation, for its operator. No figure of any of them. */
@ApiTags('platform')
@Requires('manage-platform')
@Controller('platform/agencies')
export class PlatformAgenciesController {
  constructor(
    private readonly agencies: ListAgencies,
    private readonly suspension: SuspendAgency,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listPlatformAgencies', summary: 'Every agency, by name, a page at a time' })
  @Answers('PlatformAgenciesPage')
  async list(@Query() { search = '', limit, cursor }: PlatformQueryDto): Promise<PlatformAgenciesPage> {
    return agenciesPageView(await this.agencies.run({ search, limit, after: decodeNameCursor(cursor) }));
  }

  @Post(':id/suspend')
  @Audited('agency.suspend', 'customer')
  @ApiOperation({
    operationId: 'suspendAgency',
    summary: 'Keeps the members of an agency out, and its connections unread',
  })
  @AnswersNothing()
  @Refuses(404)
  async suspend(@ActingAs() operator: Acting, @PathId('id', 'Id of an agency') id: string): Promise<void> {
    await this.suspension.run(operator, id, true);
  }

  @Post(':id/resume')
  @Audited('agency.resume', 'customer')
  @ApiOperation({ operationId: 'resumeAgency', summary: 'Lets a suspended agency work again' })
  @AnswersNothing()
  @Refuses(404)
  async resume(@ActingAs() operator: Acting, @PathId('id', 'Id of an agency') id: string): Promise<void> {
    await this.suspension.run(operator, id, false);
  }
}
