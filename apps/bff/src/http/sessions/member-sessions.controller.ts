import { Controller, Delete, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SessionView } from '@tributary/api-contract';
import { ListSessions, RevokeSession } from '@tributary/application';
import type { SessionOrigin } from '@tributary/ports';
import { AnswersListOf, AnswersNothing } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited } from '../audit/audited';
import { Origin } from '../auth/origin';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { PathId } from '../input/path-id';
import { SessionOfMemberDto } from './sessions.dto';
import { sessionViews } from './sessions.presenter';

/** Where a member of the team is signed in. */
@ApiTags('members')
@Requires('manage-members')
@Controller('members/:id/sessions')
export class MemberSessionsController {
  constructor(
    private readonly list: ListSessions,
    private readonly revoke: RevokeSession,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listMemberSessions', summary: 'Where a member is signed in' })
  @AnswersListOf('SessionView')
  @Refuses(404)
  async read(
    @SignedIn() { member, claims }: SignedInMember,
    @PathId('id', 'Id of a member of the agency') memberId: string,
  ): Promise<SessionView[]> {
    return sessionViews(await this.list.run(member, memberId), claims.familyId);
  }

  @Delete(':sessionId')
  @Audited('session.revoke', 'member')
  @ApiOperation({ operationId: 'revokeMemberSession', summary: 'Ends a session of a member' })
  @AnswersNothing()
  @Refuses(404)
  async end(
    @SignedIn() { member }: SignedInMember,
    @Param() { id: memberId, sessionId }: SessionOfMemberDto,
    @Origin() origin: SessionOrigin,
  ): Promise<void> {
    await this.revoke.run(member, { memberId, sessionId, origin });
  }
}
