import { ApiProperty } from '@nestjs/swagger';
import type {
  ChangeNetworkAccountRequest,
  ConnectNetworkRequest,
  CredentialCheckRequest,
  ReplaceCredentialsRequest,
} from '@tributary/api-contract';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsObject, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { AreTexts } from '../problem/are-texts';

const CREDENTIALS = {
  type: 'object',
  additionalProperties: { type: 'string' },
  description: 'The fields that GET /networks describes for the network.',
} as const;

export class CredentialCheckDto implements CredentialCheckRequest {
  @IsString()
  @MaxLength(31)
  readonly network!: string;

  @ApiProperty(CREDENTIALS)
  @IsObject()
  @AreTexts()
  readonly credentials!: Readonly<Record<string, string>>;
}

export class ConnectNetworkDto extends CredentialCheckDto implements ConnectNetworkRequest {
  @IsString()
  @MaxLength(80)
  readonly label!: string;

  @ApiProperty({ format: 'date', description: 'First day to read, at most five years back.' })
  @IsString()
  @MaxLength(10)
  readonly backfillFrom!: string;
}

export class ReplaceCredentialsDto implements ReplaceCredentialsRequest {
  @ApiProperty(CREDENTIALS)
  @IsObject()
  @AreTexts()
  readonly credentials!: Readonly<Record<string, string>>;
}

export class ChangeNetworkAccountDto implements ChangeNetworkAccountRequest {
  @IsBoolean()
  readonly isPaused!: boolean;
}

export class RunsQueryDto {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit: number = 50;
}
