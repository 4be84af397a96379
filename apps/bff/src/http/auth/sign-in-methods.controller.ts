import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SignInMethods } from '@tributary/api-contract';
import { IdentityProvider } from '@tributary/ports';
import { Answers } from '../api-document/answers';
import { Public } from './signed-in';

@ApiTags('auth')
@Public()
@Controller('auth/methods')
export class SignInMethodsController {
  constructor(private readonly provider: IdentityProvider) {}

  @Get()
  @ApiOperation({
    operationId: 'readSignInMethods',
    summary: 'What the sign-in page offers besides a password',
  })
  @Answers('SignInMethods')
  read(): SignInMethods {
    const { label } = this.provider;
    return { singleSignOn: label === null ? null : { label } };
  }
}
