import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PlatformUsersPage } from '@tributary/api-contract';
import { DisableUser, ListUsers, SignUserOut } from '@tributary/application';
import { Answers, AnswersNothing } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited, AuditedInput } from '../audit/audited';
import { Requires } from '../auth/signed-in';
import { PathId } from '../input/path-id';
import { ActingAs, type Acting } from './acting';
import { decodeNameCursor } from './name-cursor';
import { PlatformUsersQueryDto } from './platform.dto';
import { usersPageView } from './platform.presenter';

const MEMBER = 'agencies/:id/members/:memberId';
const AGENCY_ID = 'Id of the agency of the user';
const MEMBER_ID = 'Id of the user';

/** The people of every agency, for the operator. Looking them up is recorded, too: they are not the operator's own. */
@ApiTags('platform')
@Requires('manage-platform')
@Controller('platform')
export class PlatformUsersController {
  constructor(
    private readonly users: ListUsers,
    private readonly disabling: DisableUser,
    private readonly signingOut: SignUserOut,
  ) {}

  @Get('users')
  @Audited('user.list')
  @AuditedInput('search', 'agency')
  @ApiOperation({
    operationId: 'listPlatformUsers',
    summary: 'Everybody who signs in here, by e-mail, a page at a time',
  })
  @Answers('PlatformUsersPage')
  async list(
    @Query() { search = '', agency, limit, cursor }: PlatformUsersQueryDto,
  ): Promise<PlatformUsersPage> {
    const query = { search, limit, agencyId: agency ?? null, after: decodeNameCursor(cursor) };
    return usersPageView(await this.users.run(query));
  }

  @Post(`${MEMBER}/disable`)
  @Audited('user.disable', 'user', 'memberId')
  @ApiOperation({ operationId: 'disableUser', summary: 'Keeps somebody out, and signs them out everywhere' })
  @AnswersNothing()
  @Refuses(404, 409)
  async disable(
    @ActingAs() operator: Acting,
    @PathId('id', AGENCY_ID) agencyId: string,
    @PathId('memberId', MEMBER_ID) memberId: string,
  ): Promise<void> {
    await this.disabling.run(operator, { agencyId, memberId }, true);
  }

  @Post(`${MEMBER}/enable`)
  @Audited('user.enable', 'user', 'memberId')
  @ApiOperation({ operationId: 'enableUser', summary: 'Lets somebody in again' })
  @AnswersNothing()
  @Refuses(404, 409)
  async enable(
    @ActingAs() operator: Acting,
    @PathId('id', AGENCY_ID) agencyId: string,
    @PathId('memberId', MEMBER_ID) memberId: string,
  ): Promise<void> {
    await this.disabling.run(operator, { agencyId, memberId }, false);
  }

  @Post(`${MEMBER}/sign-out`)
  @Audited('user.sign-out', 'user', 'memberId')
  @ApiOperation({ operationId: 'signUserOut', summary: 'Ends every session of somebody' })
  @AnswersNothing()
  @Refuses(404)
  async signOut(
    @ActingAs() operator: Acting,
    @PathId('id', AGENCY_ID) agencyId: string,
    @PathId('memberId', MEMBER_ID) memberId: string,
  ): Promise<void> {
    await this.signingOut.run(operator, { agencyId, memberId });
  }
}
