import { Body, Controller, Delete, Get, Patch } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { MemberView } from '@tributary/api-contract';
import { ChangeMember, ListTeam, RemoveMember } from '@tributary/application';
import { AnswersListOf, AnswersNothing } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited } from '../audit/audited';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { PathId } from '../input/path-id';
import { ChangeMemberDto } from './team.dto';
import { memberView } from './team.presenter';

const ID = 'Id of a member of the agency';

/** The team of the agency. */
@ApiTags('members')
@Requires('manage-members')
@Controller('members')
export class MembersController {
  constructor(
    private readonly list: ListTeam,
    private readonly change: ChangeMember,
    private readonly remove: RemoveMember,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listMembers', summary: 'The members of the agency, by name' })
  @AnswersListOf('MemberView')
  async read(@SignedIn() { agency }: SignedInMember): Promise<MemberView[]> {
    return (await this.list.run(agency.id)).map(memberView);
  }

  @Patch(':id')
  @Audited('member.change', 'member')
  @ApiOperation({
    operationId: 'changeMember',
    summary: 'Gives a member another role, or keeps one out; it counts from their next request on',
  })
  @AnswersNothing()
  @Refuses(404, 409, 413)
  async alter(
    @SignedIn() { member }: SignedInMember,
    @PathId('id', ID) memberId: string,
    @Body() body: ChangeMemberDto,
  ): Promise<void> {
    await this.change.run(member, memberId, body);
  }

  @Delete(':id')
  @Audited('member.remove', 'member')
  @ApiOperation({ operationId: 'removeMember', summary: 'Takes a member out of the agency' })
  @AnswersNothing()
  @Refuses(404, 409)
  async expel(@SignedIn() { member }: SignedInMember, @PathId('id', ID) memberId: string): Promise<void> {
    await this.remove.run(member, memberId);
  }
}
