import { CurrencyCode, Day } from '../input/fields';

export class ConversionOfDayDto {
  @CurrencyCode({ description: 'Currency to convert from.', example: 'USD' })
  readonly currency!: string;

  @Day({ description: "Day of the sale, in the agency's zone.", example: '2026-03-14' })
  readonly day!: string;
}
