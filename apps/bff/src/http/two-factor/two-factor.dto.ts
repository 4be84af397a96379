import { ApiSchema } from '@nestjs/swagger';
import type {
  BothFactorsRequest,
  ConfirmTwoFactorRequest,
  EnrolTwoFactorRequest,
  TwoFactorPolicyView,
} from '@tributary/api-contract';
import { Text, YesOrNo } from '../input/fields';

const PASSWORD = { maxLength: 256, description: 'Yours, once more.' };
const CODE = { maxLength: 64, description: 'The six digits that the app shows.', example: '492039' };
const EITHER_CODE = { ...CODE, description: 'Of the authenticator app, or a recovery code.' };

@ApiSchema({ name: 'EnrolTwoFactorRequest' })
export class EnrolTwoFactorDto implements EnrolTwoFactorRequest {
  @Text(PASSWORD)
  readonly password!: string;
}

@ApiSchema({ name: 'ConfirmTwoFactorRequest' })
export class ConfirmTwoFactorDto implements ConfirmTwoFactorRequest {
  @Text(CODE)
  readonly code!: string;
}

@ApiSchema({ name: 'BothFactorsRequest' })
export class BothFactorsDto implements BothFactorsRequest {
  @Text(PASSWORD)
  readonly password!: string;

  @Text(EITHER_CODE)
  readonly code!: string;
}

@ApiSchema({ name: 'TwoFactorPolicyRequest' })
export class TwoFactorPolicyDto implements TwoFactorPolicyView {
  @YesOrNo({ description: 'Members without it can do nothing until they have set it up.' })
  readonly isRequired!: boolean;
}
