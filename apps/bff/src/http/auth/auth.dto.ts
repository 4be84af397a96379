import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { SignInRequest } from '@tributary/api-contract';
import { IsBoolean, IsEmail, IsString, MaxLength } from 'class-validator';
import { MayBeMissing } from '../input/may-be-missing';

const MAX_EMAIL = 254;
const MAX_PASSWORD = 256;

@ApiSchema({ name: 'SignInRequest' })
export class SignInDto implements SignInRequest {
  @ApiProperty({ format: 'email', maxLength: MAX_EMAIL, example: 'ada@agency.example' })
  @IsEmail({}, { message: 'Type an e-mail address' })
  @MaxLength(MAX_EMAIL)
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
