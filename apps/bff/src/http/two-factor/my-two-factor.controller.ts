import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { RecoveryCodesView, TwoFactorEnrolmentView, TwoFactorView } from '@tributary/api-contract';
import {
  type ConfirmTwoFactor,
  type DisableTwoFactor,
  type EnrolTwoFactor,
  ReadTwoFactor,
  type RenewRecoveryCodes,
} from '@tributary/application';
import type { SessionOrigin } from '@tributary/ports';
import { Answers, AnswersNothing } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited } from '../audit/audited';
import { Origin } from '../auth/origin';
import { ForMembers, SignedIn, type SignedInMember, WithoutSecondFactor } from '../auth/signed-in';
import { BothFactorsDto, ConfirmTwoFactorDto, EnrolTwoFactorDto } from './two-factor.dto';

export class TwoFactorChanges {
  constructor(
    readonly uses: {
      readonly enrol: EnrolTwoFactor;
      readonly confirm: ConfirmTwoFactor;
      readonly renew: RenewRecoveryCodes;
      readonly disable: DisableTwoFactor;
    },
  ) {}
}

/** The second factor of the member that asks. */
@ApiTags('me')
@ForMembers()
@Controller('me/two-factor')
export class MyTwoFactorController {
  private readonly uses: TwoFactorChanges['uses'];

  constructor(
    private readonly state: ReadTwoFactor,
    { uses }: TwoFactorChanges,
  ) {
    this.uses = uses;
  }

  @Get()
  @WithoutSecondFactor()
  @ApiOperation({ operationId: 'readTwoFactor', summary: 'How your two-factor sign-in stands' })
  @Answers('TwoFactorView')
  read(@SignedIn() { member }: SignedInMember): Promise<TwoFactorView> {
    return this.state.run(member);
  }

  @Post('enrol')
  @WithoutSecondFactor()
  @Audited('two-factor.enrol')
  @ApiOperation({
    operationId: 'enrolTwoFactor',
    summary: 'Makes a key for your authenticator app, shown once; a code of the app confirms it',
  })
  @Answers('TwoFactorEnrolmentView')
  @Refuses(409, 413, 429)
  enrol(
    @SignedIn() { member }: SignedInMember,
    @Body() { password }: EnrolTwoFactorDto,
    @Origin() origin: SessionOrigin,
  ): Promise<TwoFactorEnrolmentView> {
    return this.uses.enrol.run(member, { password, origin });
  }

  @Post('confirm')
  @WithoutSecondFactor()
  @Audited('two-factor.enable')
  @ApiOperation({
    operationId: 'confirmTwoFactor',
    summary: 'Turns two-factor sign-in on; answers the recovery codes, shown once',
  })
  @Answers('RecoveryCodesView')
  @Refuses(409, 413, 429)
  async confirm(
    @SignedIn() { member, claims }: SignedInMember,
    @Body() { code }: ConfirmTwoFactorDto,
    @Origin() origin: SessionOrigin,
  ): Promise<RecoveryCodesView> {
    return { recoveryCodes: await this.uses.confirm.run(member, claims, { code, origin }) };
  }

  @Post('recovery-codes')
  @Audited('recovery-codes.renew')
  @ApiOperation({
    operationId: 'renewRecoveryCodes',
    summary: 'Ten new recovery codes, shown once; the old ones open nothing any more',
  })
  @Answers('RecoveryCodesView')
  @Refuses(413, 429)
  async renew(
    @SignedIn() { member }: SignedInMember,
    @Body() { password, code }: BothFactorsDto,
    @Origin() origin: SessionOrigin,
  ): Promise<RecoveryCodesView> {
    return { recoveryCodes: await this.uses.renew.run(member, { password, code, origin }) };
  }

  @Post('disable')
  @Audited('two-factor.disable')
  @ApiOperation({ operationId: 'disableTwoFactor', summary: 'Turns two-factor sign-in off' })
  @AnswersNothing()
  @Refuses(409, 413, 429)
  async disable(
    @SignedIn() { member, claims }: SignedInMember,
    @Body() { password, code }: BothFactorsDto,
    @Origin() origin: SessionOrigin,
  ): Promise<void> {
    await this.uses.disable.run(member, claims, { password, code, origin });
  }
}
