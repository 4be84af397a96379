import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AccessToken, SignInAnswer } from '@tributary/api-contract';
import { CompleteSignIn, SignIn } from '@tributary/application';
import type { SessionOrigin } from '@tributary/ports';
import type { Response } from 'express';
import { Answers } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { accessTokenOf } from './access-token.presenter';
import { SecondFactorDto, SignInDto } from './auth.dto';
import { Origin } from './origin';
import { setRefreshCookie } from './refresh-cookie';
import { Public } from './signed-in';

/** Signing in, in one step or two. */
@ApiTags('auth')
@Public()
@Controller('auth')
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly completeSignIn: CompleteSignIn,
  ) {}

  @Post('sign-in')
  @ApiOperation({
    operationId: 'signIn',
    summary: 'Signs in: an access token and the refresh cookie, or a ticket for the second step',
  })
  @Answers('SignInAnswer')
  @Refuses(401, 413, 429)
  async open(
    @Body() { email, password, staySignedIn = false }: SignInDto,
    @Origin() origin: SessionOrigin,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignInAnswer> {
    const outcome = await this.signIn.run({ email, password, origin });
    if (outcome.step === 'second-factor') {
      return { secondFactorTicket: outcome.ticket, expiresAt: outcome.expiresAt.toISOString() };
    }
    setRefreshCookie(response, outcome.session, staySignedIn);
    return accessTokenOf(outcome.session);
  }

  @Post('second-factor')
  @ApiOperation({
    operationId: 'completeSignIn',
    summary: 'The second step of signing in: a code of the authenticator app, or a recovery code',
  })
  @Answers('AccessToken')
  @Refuses(401, 413, 429)
  async complete(
    @Body() { ticket, code, staySignedIn = false }: SecondFactorDto,
    @Origin() origin: SessionOrigin,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AccessToken> {
    const session = await this.completeSignIn.run({ ticket, code, origin });
    setRefreshCookie(response, session, staySignedIn);
    return accessTokenOf(session);
  }
}
