import { Body, Controller, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { OpenPasswordResetView, PasswordResetAskedView } from '@tributary/api-contract';
import type {
  CompletePasswordReset,
  LookAtPasswordReset,
  RequestPasswordReset,
} from '@tributary/application';
import { Mailer, type SessionOrigin } from '@tributary/ports';
import { Answers, AnswersNothing } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { BackgroundWork } from '../background-work';
import { AskPasswordResetDto, CompletePasswordResetDto, OpenLinkDto } from './links.dto';
import { Origin } from './origin';
import { Public } from './signed-in';
import { LimitsGuesses } from '../throttling/throttlers';

export class PasswordResetUseCases {
  constructor(
    readonly uses: {
      readonly ask: RequestPasswordReset;
      readonly look: LookAtPasswordReset;
      readonly complete: CompletePasswordReset;
    },
  ) {}
}

/** A token cannot be guessed: this keeps one address from having passwords hashed without end. */
const OF_LINKS = { perAddress: 60 };

/** For whoever forgot their password. */
@ApiTags('auth')
@Public()
@Controller('auth/password-reset')
export class PasswordResetController {
  private readonly uses: PasswordResetUseCases['uses'];

  constructor(
    private readonly mailer: Mailer,
    private readonly background: BackgroundWork,
    { uses }: PasswordResetUseCases,
  ) {
    this.uses = uses;
  }

  /** Answers before it looks: what is typed changes neither the answer nor its time. */
  @Post()
  @LimitsGuesses({ perAddress: 60, perEmail: 5 })
  @ApiOperation({
    operationId: 'askPasswordReset',
    summary: 'Mails a link for a new password, if the e-mail signs in here with one',
  })
  @Answers('PasswordResetAskedView', 202)
  @Refuses(413)
  ask(@Body() { email }: AskPasswordResetDto, @Origin() origin: SessionOrigin): PasswordResetAskedView {
    this.background.run('password-reset', () => this.uses.ask.run(email, origin));
    return { sendsMails: this.mailer.isConfigured };
  }

  @Post('open')
  @LimitsGuesses(OF_LINKS)
  @ApiOperation({ operationId: 'openPasswordReset', summary: 'Whose password a link changes' })
  @Answers('OpenPasswordResetView')
  @Refuses(404, 413)
  async open(@Body() { token }: OpenLinkDto): Promise<OpenPasswordResetView> {
    const { email } = await this.uses.look.run(token);
    return { email };
  }

  @Post('complete')
  @LimitsGuesses(OF_LINKS)
  @ApiOperation({
    operationId: 'completePasswordReset',
    summary: 'Stores the new password and signs the member out everywhere',
  })
  @AnswersNothing()
  @Refuses(404, 413)
  async complete(
    @Body() { token, password }: CompletePasswordResetDto,
    @Origin() origin: SessionOrigin,
  ): Promise<void> {
    await this.uses.complete.run(token, password, origin);
  }
}
