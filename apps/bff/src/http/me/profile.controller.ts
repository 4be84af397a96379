import { Body, Controller, Patch, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Me } from '@tributary/api-contract';
import { ChangeOwnName, ChangeOwnPassword } from '@tributary/application';
import type { SessionOrigin } from '@tributary/ports';
import { Answers, AnswersNothing } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited } from '../audit/audited';
import { Origin } from '../auth/origin';
import { ForMembers, SignedIn, type SignedInMember } from '../auth/signed-in';
import { meView } from './me.presenter';
import { ChangePasswordDto, ChangeProfileDto } from './profile.dto';

/** What members change about themselves. */
@ApiTags('me')
@ForMembers()
@Controller('me')
export class ProfileController {
  constructor(
    private readonly changeName: ChangeOwnName,
    private readonly changePassword: ChangeOwnPassword,
  ) {}

  @Patch()
  @Audited('profile.change')
  @ApiOperation({ operationId: 'changeProfile', summary: 'Changes your own name' })
  @Answers('Me')
  @Refuses(413)
  async change(@SignedIn() asker: SignedInMember, @Body() { name }: ChangeProfileDto): Promise<Me> {
    return meView({ ...asker, member: await this.changeName.run(asker.member, name) });
  }

  @Put('password')
  @Audited('password.change')
  @ApiOperation({
    operationId: 'changePassword',
    summary: 'Changes your own password and ends your other sessions',
  })
  @AnswersNothing()
  @Refuses(413, 429)
  async replace(
    @SignedIn() { member, agency, claims }: SignedInMember,
    @Body() { password, newPassword }: ChangePasswordDto,
    @Origin() origin: SessionOrigin,
  ): Promise<void> {
    const kept = { agencyId: agency.id, memberId: member.id, familyId: claims.familyId };
    await this.changePassword.run(member, agency, { password, newPassword, origin, kept });
  }
}
