import { ApiSchema } from '@nestjs/swagger';
import type {
  AcceptInvitationRequest,
  AskPasswordResetRequest,
  CompletePasswordResetRequest,
  OpenLinkRequest,
} from '@tributary/api-contract';
import { Email, Text } from '../input/fields';

const TOKEN = { maxLength: 100, description: 'What stands behind `#` in the link of the mail.' };
const PASSWORD = { maxLength: 256, description: 'At least twelve characters.' };

@ApiSchema({ name: 'OpenLinkRequest' })
export class OpenLinkDto implements OpenLinkRequest {
  @Text(TOKEN)
  readonly token!: string;
}

@ApiSchema({ name: 'AcceptInvitationRequest' })
export class AcceptInvitationDto implements AcceptInvitationRequest {
  @Text(TOKEN)
  readonly token!: string;

  @Text({ maxLength: 80, description: 'How the person is called.', example: 'Ada Lovelace' })
  readonly name!: string;

  @Text(PASSWORD)
  readonly password!: string;
}

@ApiSchema({ name: 'AskPasswordResetRequest' })
export class AskPasswordResetDto implements AskPasswordResetRequest {
  @Email()
  readonly email!: string;
}

@ApiSchema({ name: 'CompletePasswordResetRequest' })
export class CompletePasswordResetDto implements CompletePasswordResetRequest {
  @Text(TOKEN)
  readonly token!: string;

  @Text(PASSWORD)
  readonly password!: string;
}
