import { Body, Controller, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { OpenedAgencyView } from '@tributary/api-contract';
import { InviteOwner, OpenAgency, type SentInvitation } from '@tributary/application';
import { Answers } from '../api-document/answers';
import { Refuses } from '../api-document/refuses';
import { Audited } from '../audit/audited';
import { Requires } from '../auth/signed-in';
import { PathId } from '../input/path-id';
import { ActingAs, type Acting } from './acting';
import { FirstOwnerDto, OpenAgencyDto } from './platform.dto';

/** How agencies come to be, and to their first owner. */
@ApiTags('platform')
@Requires('manage-platform')
@Controller('platform/agencies')
export class PlatformOpeningsController {
  constructor(
    private readonly opening: OpenAgency,
    private readonly owners: InviteOwner,
  ) {}

  @Post()
  @Audited('agency.create', 'customer')
  @ApiOperation({ operationId: 'openAgency', summary: 'Sets up an agency and invites its first owner' })
  @Answers('OpenedAgencyView', 201)
  @Refuses(413)
  async open(@ActingAs() operator: Acting, @Body() body: OpenAgencyDto): Promise<OpenedAgencyView> {
    const { ownerName: name, ownerEmail: email, ...agency } = body;
    const opened = await this.opening.run(operator, { ...agency, owner: { name, email } });
    return openedView(opened.sent);
  }

  @Post(':id/owner-invitation')
  @Audited('agency.invite-owner', 'customer')
  @ApiOperation({
    operationId: 'inviteFirstOwner',
    summary: 'Invites the first owner once more, or somebody else; only while the agency has none',
  })
  @Answers('OpenedAgencyView')
  @Refuses(404, 409, 413)
  async invite(
    @ActingAs() operator: Acting,
    @PathId('id', 'Id of an agency') id: string,
    @Body() body: FirstOwnerDto,
  ): Promise<OpenedAgencyView> {
    return openedView(await this.owners.run(operator, id, body));
  }
}

function openedView({ invitation, delivery, link }: SentInvitation): OpenedAgencyView {
  return { id: invitation.agencyId, delivery, link };
}
