import { ApiSchema } from '@nestjs/swagger';
import type { ChangeAgencyRequest } from '@tributary/api-contract';
import { CurrencyCode, OptionalText } from '../input/fields';
import { MayBeMissing } from '../input/may-be-missing';

@ApiSchema({ name: 'ChangeAgencyRequest' })
export class ChangeAgencyDto implements ChangeAgencyRequest {
  @OptionalText({ maxLength: 80, description: 'Stands in the navigation and in reports.' })
  readonly name?: string;

  @MayBeMissing()
  @CurrencyCode({ description: 'All figures are shown in it, also those of the past.', example: 'EUR' })
  readonly reportingCurrency?: string;

  @OptionalText({
    maxLength: 64,
    description: 'IANA name. All days are cut anew in it, also those of the past.',
    example: 'Europe/Berlin',
  })
  readonly timeZone?: string;
}
