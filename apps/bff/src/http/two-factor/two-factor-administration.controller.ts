import { Body, Controller, Delete, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { TwoFactorPolicyView } from '@tributary/api-contract';
import { RequireTwoFactor, ResetTwoFactor } from '@tributary/application';
import type { SessionOrigin } from '@tributary/ports';
import { Answers, AnswersNothing } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited, AuditedInput } from '../audit/audited';
import { Origin } from '../auth/origin';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { PathId } from '../input/path-id';
import { TwoFactorPolicyDto } from './two-factor.dto';

/** What owners and admins decide about the second factors of their team. */
@ApiTags('members')
@Controller()
export class TwoFactorAdministrationController {
  constructor(
    private readonly policy: RequireTwoFactor,
    private readonly reset: ResetTwoFactor,
  ) {}

  @Get('agency/two-factor')
  @Requires('manage-agency')
  @ApiOperation({
    operationId: 'readTwoFactorPolicy',
    summary: 'Whether everybody must have two-factor sign-in',
  })
  @Answers('TwoFactorPolicyView')
  async read(@SignedIn() { agency }: SignedInMember): Promise<TwoFactorPolicyView> {
    return { isRequired: await this.policy.isRequired(agency.id) };
  }

  @Put('agency/two-factor')
  @Requires('manage-agency')
  @Audited('two-factor.require', 'agency')
  @AuditedInput('isRequired')
  @ApiOperation({
    operationId: 'changeTwoFactorPolicy',
    summary: 'Requires two-factor sign-in of everybody, or leaves it to each member',
  })
  @Answers('TwoFactorPolicyView')
  @Refuses(409, 413)
  async change(
    @SignedIn() { member }: SignedInMember,
    @Body() { isRequired }: TwoFactorPolicyDto,
    @Origin() origin: SessionOrigin,
  ): Promise<TwoFactorPolicyView> {
    await this.policy.run(member, { isRequired, origin });
    return { isRequired };
  }

  @Delete('members/:id/two-factor')
  @Requires('manage-members')
  @Audited('two-factor.reset', 'member')
  @ApiOperation({
    operationId: 'resetTwoFactor',
    summary:
      'Turns two-factor sign-in off for a member who lost phone and recovery codes, and signs them out',
  })
  @AnswersNothing()
  @Refuses(404, 409)
  async remove(
    @SignedIn() { member }: SignedInMember,
    @PathId('id', 'Id of a member of the agency') memberId: string,
    @Origin() origin: SessionOrigin,
  ): Promise<void> {
    await this.reset.run(member, memberId, origin);
  }
}
