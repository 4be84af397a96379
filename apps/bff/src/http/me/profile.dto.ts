import { ApiSchema } from '@nestjs/swagger';
import type { ChangePasswordRequest, ChangeProfileRequest } from '@tributary/api-contract';
import { Text } from '../input/fields';

@ApiSchema({ name: 'ChangeProfileRequest' })
export class ChangeProfileDto implements ChangeProfileRequest {
  @Text({ maxLength: 80, description: 'How you are called.' })
  readonly name!: string;
}

@ApiSchema({ name: 'ChangePasswordRequest' })
export class ChangePasswordDto implements ChangePasswordRequest {
  @Text({ maxLength: 256, description: 'The one that counts until now.' })
  readonly password!: string;

  @Text({ maxLength: 256, description: 'At least twelve characters.' })
  readonly newPassword!: string;
}
