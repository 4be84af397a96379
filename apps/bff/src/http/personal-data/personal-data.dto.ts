import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { PersonRequest, RetentionView } from '@tributary/api-contract';
import { IsInt, Max, Min, ValidateIf } from 'class-validator';
import { Text } from '../input/fields';

const LONGEST_EMAIL = 254;
const MOST_MONTHS = 240;

@ApiSchema({ name: 'PersonRequest' })
export class PersonDto implements PersonRequest {
  @Text({ maxLength: LONGEST_EMAIL, description: 'The e-mail of the person, in any case.' })
  readonly email!: string;
}

@ApiSchema({ name: 'RetentionRequest' })
export class RetentionDto implements RetentionView {
  @ValidateIf((_: unknown, value: unknown) => value !== null)
  @IsInt({ message: 'keepMonths must be a whole number of months, or null' })
  @Min(1)
  @Max(MOST_MONTHS)
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: MOST_MONTHS,
    nullable: true,
    description:
      'For how long e-mails of customers and answers of networks are kept; null: as long as the agency is there.',
  })
  readonly keepMonths!: number | null;
}
