import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { InvitationView, SentInvitationView } from '@tributary/api-contract';
import type {
  InviteMember,
  ListInvitations,
  ResendInvitation,
  RevokeInvitation,
} from '@tributary/application';
import { Clock } from '@tributary/ports';
import { Answers, AnswersListOf, AnswersNothing } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited } from '../audit/audited';
import { Requires, SignedIn, type SignedInMember } from '../auth/signed-in';
import { PathId } from '../input/path-id';
import { InviteMemberDto } from './team.dto';
import { invitationView, sentInvitationView } from './team.presenter';

const ID = 'Id of an invitation of the agency';

export class InvitationUseCases {
  constructor(
    readonly uses: {
      readonly list: ListInvitations;
      readonly invite: InviteMember;
      readonly resend: ResendInvitation;
      readonly revoke: RevokeInvitation;
    },
  ) {}
}

/** Who was asked to join the agency. */
@ApiTags('invitations')
@Requires('manage-members')
@Controller('invitations')
export class InvitationsController {
  private readonly uses: InvitationUseCases['uses'];

  constructor(
    private readonly clock: Clock,
    { uses }: InvitationUseCases,
  ) {
    this.uses = uses;
  }

  @Get()
  @ApiOperation({ operationId: 'listInvitations', summary: 'Who was invited and has not answered' })
  @AnswersListOf('InvitationView')
  async read(@SignedIn() { agency }: SignedInMember): Promise<InvitationView[]> {
    const invitations = await this.uses.list.run(agency.id);
    return invitations.map((invitation) => invitationView(invitation, this.clock.now()));
  }

  @Post()
  @Audited('invitation.send', 'invitation')
  @ApiOperation({ operationId: 'inviteMember', summary: 'Asks somebody to join, by mail' })
  @Answers('SentInvitationView', 201)
  @Refuses(409, 413)
  async invite(
    @SignedIn() { member, agency }: SignedInMember,
    @Body() body: InviteMemberDto,
  ): Promise<SentInvitationView> {
    return sentInvitationView(await this.uses.invite.run(member, agency, body), this.clock.now());
  }

  @Post(':id/resend')
  @Audited('invitation.resend', 'invitation')
  @ApiOperation({
    operationId: 'resendInvitation',
    summary: 'Sends a new link for another week; the link before opens nothing any more',
  })
  @Answers('SentInvitationView')
  @Refuses(404)
  async resend(
    @SignedIn() { member, agency }: SignedInMember,
    @PathId('id', ID) id: string,
  ): Promise<SentInvitationView> {
    return sentInvitationView(await this.uses.resend.run(member, agency, id), this.clock.now());
  }

  @Delete(':id')
  @Audited('invitation.revoke', 'invitation')
  @ApiOperation({ operationId: 'revokeInvitation', summary: 'Takes an invitation back' })
  @AnswersNothing()
  @Refuses(404)
  async revoke(@SignedIn() { member }: SignedInMember, @PathId('id', ID) id: string): Promise<void> {
    await this.uses.revoke.run(member, id);
  }
}
