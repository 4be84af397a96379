import { Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SessionsRevokedView, SessionView } from '@tributary/api-contract';
import { ListSessions, RevokeOtherSessions, RevokeSession } from '@tributary/application';
import type { SessionOrigin } from '@tributary/ports';
import { Answers, AnswersListOf, AnswersNothing } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited } from '../audit/audited';
import { Origin } from '../auth/origin';
import { ForMembers, SignedIn, type SignedInMember } from '../auth/signed-in';
import { PathId } from '../input/path-id';
import { sessionViews } from './sessions.presenter';

/** Where the member that asks is signed in. */
@ApiTags('me')
@ForMembers()
@Controller('me/sessions')
export class MySessionsController {
  constructor(
    private readonly list: ListSessions,
    private readonly revoke: RevokeSession,
    private readonly revokeOthers: RevokeOtherSessions,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listMySessions', summary: 'Where you are signed in' })
  @AnswersListOf('SessionView')
  async read(@SignedIn() { member, claims }: SignedInMember): Promise<SessionView[]> {
    return sessionViews(await this.list.run(member, member.id), claims.familyId);
  }

  @Post('revoke-others')
  @Audited('session.revoke-others')
  @ApiOperation({ operationId: 'revokeOtherSessions', summary: 'Signs you out everywhere but here' })
  @Answers('SessionsRevokedView')
  async endOthers(
    @SignedIn() { claims }: SignedInMember,
    @Origin() origin: SessionOrigin,
  ): Promise<SessionsRevokedView> {
    return { revoked: await this.revokeOthers.run(claims, origin) };
  }

  @Delete(':id')
  @Audited('session.revoke', 'session', 'sessionId')
  @ApiOperation({ operationId: 'revokeMySession', summary: 'Ends one of your sessions' })
  @AnswersNothing()
  @Refuses(404)
  async end(
    @SignedIn() { member }: SignedInMember,
    @PathId('id', 'Id of a session of yours') sessionId: string,
    @Origin() origin: SessionOrigin,
  ): Promise<void> {
    await this.revoke.run(member, { memberId: member.id, sessionId, origin });
  }
}
