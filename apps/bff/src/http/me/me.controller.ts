import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Me } from '@tributary/api-contract';
import { permissionsOf } from '@tributary/domain';
import { SignedIn, type SignedInMember } from '../auth/signed-in';

@ApiTags('me')
@ApiBearerAuth()
@Controller('me')
export class MeController {
  @Get()
  read(@SignedIn() { member, agency }: SignedInMember): Me {
    const { id, name, email, role } = member;
    return { id, name, email, role, permissions: permissionsOf(role), agency };
  }
}
