import { BOOKING_CLOCKS, type BookingClock } from '@tributary/ports';
import { OptionalChoice, OptionalWholeNumber } from '../input/fields';
import { OptionalInstant } from '../input/instant';
import { AccountFilterDto } from '../sales/sales.dto';

export class DashboardQueryDto extends AccountFilterDto {
  @OptionalWholeNumber({
    minimum: 1,
    maximum: 366,
    default: 30,
    description: "Length of the period in days of the agency's zone; it ends today.",
  })
  readonly days: number = 30;

  @OptionalChoice(BOOKING_CLOCKS, {
    default: 'sale-date',
    description: 'Whether a reversal counts on the day of its sale or on the day it happened.',
  })
  readonly clock: BookingClock = 'sale-date';

  @OptionalInstant({
    description: 'A past moment: the figures as they were shown then. Visits are not kept.',
  })
  readonly asOf?: string;
}
