import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Me } from '@tributary/api-contract';
import { permissionsOf } from '@tributary/domain';
import { agencyView } from '../agency/agency.presenter';
import { Answers } from '../api-document/answers';
import { ForMembers, SignedIn, type SignedInMember, WithoutSecondFactor } from '../auth/signed-in';

@ApiTags('me')
@ForMembers()
@Controller('me')
export class MeController {
  @Get()
  @WithoutSecondFactor()
  @ApiOperation({ operationId: 'readMe', summary: 'Who is signed in, and what they may do' })
  @Answers('Me')
  read(@SignedIn() { member, agency }: SignedInMember): Me {
    const { id, name, email, role, figures } = member;
    return { id, name, email, role, figures, permissions: permissionsOf(member), agency: agencyView(agency) };
  }
}
