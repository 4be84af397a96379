import { SALE_STATUSES, type SaleStatus } from '@tributary/domain';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

const MAX_CHOICES = 100;

/** One repeated query parameter arrives as a text, several as a list. */
const asList = () => Transform(({ value }: { value: unknown }): unknown[] => [value].flat());

/** The filters that figures and sales share. */
export class AccountFilterDto {
  @IsOptional()
  @asList()
  @ArrayMaxSize(MAX_CHOICES)
  @IsString({ each: true })
  @MaxLength(31, { each: true })
  readonly network: string[] = [];

  @IsOptional()
  @asList()
  @ArrayMaxSize(MAX_CHOICES)
  @IsUUID(undefined, { each: true })
  readonly account: string[] = [];
}

export class SalesQueryDto extends AccountFilterDto {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit: number = 50;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  readonly cursor?: string;

  /** First day, in the agency's zone. */
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'from must be a day as YYYY-MM-DD' })
  @MaxLength(10, { message: 'from must be a day as YYYY-MM-DD' })
  readonly from?: string;

  /** Last day, in the agency's zone. */
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'to must be a day as YYYY-MM-DD' })
  @MaxLength(10, { message: 'to must be a day as YYYY-MM-DD' })
  readonly to?: string;

  @IsOptional()
  @asList()
  @ArrayMaxSize(SALE_STATUSES.length)
  @IsIn(SALE_STATUSES, { each: true })
  readonly status: SaleStatus[] = [];

  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly search?: string;
}
