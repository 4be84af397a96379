import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { FirstOwnerRequest, OpenAgencyRequest } from '@tributary/api-contract';
import { IsOptional, IsUUID } from 'class-validator';
import { CurrencyCode, Email, OptionalText, OptionalWholeNumber, Text } from '../input/fields';

export class PlatformQueryDto {
  @OptionalText({ maxLength: 120, description: 'A part of the name or e-mail, in any case.' })
  readonly search?: string;

  @OptionalWholeNumber({ minimum: 1, maximum: 200, default: 50, description: 'Rows of a page.' })
  readonly limit: number = 50;

  @OptionalText({ maxLength: 900, description: 'The `nextCursor` of the page before.' })
  readonly cursor?: string;
}

export class PlatformUsersQueryDto extends PlatformQueryDto {
  @ApiProperty({ required: false, format: 'uuid', description: 'Only people of this agency.' })
  @IsOptional()
  @IsUUID()
  readonly agency?: string;
}

const OWNER_NAME = { maxLength: 80, description: 'The person may choose another.' };

@ApiSchema({ name: 'OpenAgencyRequest' })
export class OpenAgencyDto implements OpenAgencyRequest {
  @Text({ maxLength: 80, description: 'Stands in the navigation and in reports.' })
  readonly name!: string;

  @CurrencyCode({ description: 'All figures are shown in it.', example: 'EUR' })
  readonly reportingCurrency!: string;

  @Text({ maxLength: 64, description: 'IANA name. All days are cut in it.', example: 'Europe/Berlin' })
  readonly timeZone!: string;

  @Text({ maxLength: 35, description: 'BCP 47, for money and dates.', example: 'en-GB' })
  readonly locale!: string;

  @Text(OWNER_NAME)
  readonly ownerName!: string;

  @Email()
  readonly ownerEmail!: string;
}

@ApiSchema({ name: 'FirstOwnerRequest' })
export class FirstOwnerDto implements FirstOwnerRequest {
  @Text(OWNER_NAME)
  readonly name!: string;

  @Email()
  readonly email!: string;
}
