import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { SecondFactorRequest, SignInRequest } from '@tributary/api-contract';
import { IsBoolean, IsString, MaxLength } from 'class-validator';
import { Email, OptionalYesOrNo, Text } from '../input/fields';
import { MayBeMissing } from '../input/may-be-missing';

const MAX_PASSWORD = 256;

@ApiSchema({ name: 'SignInRequest' })
export class SignInDto implements SignInRequest {
  @Email()
  readonly email!: string;

  @ApiProperty({ format: 'password', maxLength: MAX_PASSWORD })
  @IsString({ message: 'Type the password' })
  @MaxLength(MAX_PASSWORD, { message: `A password has at most ${MAX_PASSWORD} characters` })
  readonly password!: string;

  @ApiProperty({
    required: false,
    default: false,
    description: 'Keeps the refresh cookie for 14 days instead of the browser session.',
  })
  @MayBeMissing()
  @IsBoolean()
  readonly staySignedIn?: boolean;
}

const MAX_TICKET = 2_000;
const MAX_CODE = 64;

@ApiSchema({ name: 'SecondFactorRequest' })
export class SecondFactorDto implements SecondFactorRequest {
  @Text({ maxLength: MAX_TICKET, description: 'What signing in with the password answered.' })
  readonly ticket!: string;

  @Text({
    maxLength: MAX_CODE,
    description: 'Of the authenticator app, or a recovery code.',
    example: '492039',
  })
  readonly code!: string;

  @OptionalYesOrNo({ description: 'Keeps the refresh cookie for 14 days instead of the browser session.' })
  readonly staySignedIn?: boolean;
}
