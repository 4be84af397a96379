import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiCookieAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AccessToken } from '@tributary/api-contract';
import { RefreshSessionToken, Refusal, SignIn, SignOut, type OpenedSession } from '@tributary/application';
import type { SessionOrigin } from '@tributary/ports';
import type { Request, Response } from 'express';
import { Answers, AnswersNothing } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { SignInDto } from './auth.dto';
import { Origin } from './origin';
import { clearRefreshCookie, readRefreshCookie, setRefreshCookie } from './refresh-cookie';
import { Public } from './signed-in';

@ApiTags('auth')
@Public()
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIn: SignIn,
    private readonly refreshSession: RefreshSessionToken,
    private readonly signOut: SignOut,
  ) {}

  @Post('sign-in')
  @ApiOperation({ operationId: 'signIn', summary: 'Signs in: an access token, and the refresh cookie' })
  @Answers('AccessToken')
  @Refuses(401, 413)
  async open(
    @Body() { email, password, staySignedIn = false }: SignInDto,
    @Origin() origin: SessionOrigin,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AccessToken> {
    const session = await this.signIn.run({ email, password, origin });
    setRefreshCookie(response, session, staySignedIn);
    return accessToken(session);
  }

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
    const session = await this.refreshSession.run(token);
    setRefreshCookie(response, session, stay);
    return accessToken(session);
  }

  @Post('sign-out')
  @ApiCookieAuth('refresh')
  @ApiOperation({ operationId: 'signOut', summary: 'Ends the session on this device' })
  @AnswersNothing()
  async close(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const { token } = readRefreshCookie(request);
    clearRefreshCookie(response);
    if (token) await this.signOut.run(token);
  }
}

function accessToken(session: OpenedSession): AccessToken {
  return { accessToken: session.accessToken, expiresAt: session.accessExpiresAt.toISOString() };
}
