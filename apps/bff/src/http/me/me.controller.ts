import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Me } from '@tributary/api-contract';
import { Answers } from '../api-document/answers';
import { ForMembers, SignedIn, type SignedInMember, WithoutSecondFactor } from '../auth/signed-in';
import { meView } from './me.presenter';

@ApiTags('me')
@ForMembers()
@Controller('me')
export class MeController {
  @Get()
  @WithoutSecondFactor()
  @ApiOperation({ operationId: 'readMe', summary: 'Who is signed in, and what they may do' })
  @Answers('Me')
  read(@SignedIn() asker: SignedInMember): Me {
    return meView(asker);
  }
}
