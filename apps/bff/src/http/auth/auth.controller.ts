import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { AccessToken } from '@tributary/api-contract';
import { RefreshSessionToken, Refusal, SignIn, SignOut, type OpenedSession } from '@tributary/application';
import type { Request, Response } from 'express';
import { SignInDto } from './auth.dto';
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
  @HttpCode(200)
  async open(@Body() body: SignInDto, @Res({ passthrough: true }) response: Response): Promise<AccessToken> {
    const session = await this.signIn.run(body.email, body.password);
    setRefreshCookie(response, session, body.staySignedIn ?? false);
    return accessToken(session);
  }

  @Post('refresh')
  @HttpCode(200)
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
  @HttpCode(204)
  async close(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const { token } = readRefreshCookie(request);
    clearRefreshCookie(response);
    if (token) await this.signOut.run(token);
  }
}

function accessToken(session: OpenedSession): AccessToken {
  return { accessToken: session.accessToken, expiresAt: session.accessExpiresAt.toISOString() };
}
