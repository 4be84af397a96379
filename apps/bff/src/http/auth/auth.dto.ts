import type { SignInRequest } from '@tributary/api-contract';
import { IsBoolean, IsEmail, IsOptional, IsString, MaxLength } from 'class-validator';

export class SignInDto implements SignInRequest {
  @IsEmail({}, { message: 'Type an e-mail address' })
  @MaxLength(254)
  readonly email!: string;

  @IsString({ message: 'Type the password' })
  @MaxLength(256, { message: 'A password has at most 256 characters' })
  readonly password!: string;

  @IsOptional()
  @IsBoolean()
  readonly staySignedIn?: boolean;
}
