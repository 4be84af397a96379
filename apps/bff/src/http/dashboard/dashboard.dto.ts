import { BOOKING_CLOCKS, type BookingClock } from '@tributary/ports';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { AccountFilterDto } from '../sales/sales.dto';

export class DashboardQueryDto extends AccountFilterDto {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(366)
  readonly days: number = 30;

  @IsOptional()
  @IsIn(BOOKING_CLOCKS)
  readonly clock: BookingClock = 'sale-date';
}
