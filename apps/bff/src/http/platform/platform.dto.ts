import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { OptionalText, OptionalWholeNumber } from '../input/fields';

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
