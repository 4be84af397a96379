import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AccessToken, OpenInvitationView } from '@tributary/api-contract';
import { AcceptInvitation, LookAtInvitation } from '@tributary/application';
import type { SessionOrigin } from '@tributary/ports';
import type { Response } from 'express';
import { Answers } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { accessTokenOf } from './access-token.presenter';
import { AcceptInvitationDto, OpenLinkDto } from './links.dto';
import { Origin } from './origin';
import { setRefreshCookie } from './refresh-cookie';
import { Public } from './signed-in';
import { LimitsGuesses } from '../throttling/throttlers';

/** A token cannot be guessed: this keeps one address from having passwords hashed without end. */
const OF_LINKS = { perAddress: 60 };

/** For whoever holds the link of an invitation. The token is in the body: addresses are logged and remembered. */
@ApiTags('auth')
@Public()
@Controller('auth/invitation')
export class InvitationLinksController {
  constructor(
    private readonly look: LookAtInvitation,
    private readonly accept: AcceptInvitation,
  ) {}

  @Post()
  @LimitsGuesses(OF_LINKS)
  @ApiOperation({ operationId: 'openInvitation', summary: 'What an invitation is about' })
  @Answers('OpenInvitationView')
  @Refuses(404, 413)
  async open(@Body() { token }: OpenLinkDto): Promise<OpenInvitationView> {
    const { invitation, agency } = await this.look.run(token);
    return { agencyName: agency.name, email: invitation.email, name: invitation.name };
  }

  @Post('accept')
  @LimitsGuesses(OF_LINKS)
  @ApiOperation({
    operationId: 'acceptInvitation',
    summary: 'Makes the invited person a member and signs them in',
  })
  @Answers('AccessToken')
  @Refuses(404, 409, 413)
  async join(
    @Body() { token, name, password }: AcceptInvitationDto,
    @Origin() origin: SessionOrigin,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AccessToken> {
    const session = await this.accept.run({ token, name, password, origin });
    setRefreshCookie(response, session, false);
    return accessTokenOf(session);
  }
}
