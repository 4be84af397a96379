import { Controller, Post, Req, Res } from '@nestjs/common';
import { ApiCookieAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AccessToken } from '@tributary/api-contract';
import { RefreshSessionToken, Refusal, SignOut } from '@tributary/application';
import type { Request, Response } from 'express';
import { Answers, AnswersNothing } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { accessTokenOf } from './access-token.presenter';
import { originOf } from './origin';
import { clearRefreshCookie, readRefreshCookie, setRefreshCookie } from './refresh-cookie';
import { Public } from './signed-in';

/** Going on by cookie, and signing out. */
@ApiTags('auth')
@Public()
@Controller('auth')
export class AuthController {
  constructor(
    private readonly refreshSession: RefreshSessionToken,
    private readonly signOut: SignOut,
  ) {}

  @Post('refresh')
  @ApiCookieAuth('refresh')
  @ApiOperation({ operationId: 'refreshSession', summary: 'A new access token for the refresh cookie' })
  @Answers('AccessToken')
  @Refuses(401)
  async refresh(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AccessToken> {
    const { token, stay } = readRefreshCookie(request);
    if (!token) throw new Refusal('session-ended', 'You are signed out. Sign in again.');
    const session = await this.refreshSession.run(token, originOf(request));
    setRefreshCookie(response, session, stay);
    return accessTokenOf(session);
  }

  @Post('sign-out')
  @ApiCookieAuth('refresh')
  @ApiOperation({ operationId: 'signOut', summary: 'Ends the session on this device' })
  @AnswersNothing()
  async close(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const { token } = readRefreshCookie(request);
    clearRefreshCookie(response);
    if (token) await this.signOut.run(token, originOf(request));
  }
}
