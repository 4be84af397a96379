import { ApiProperty } from '@nestjs/swagger';
import { IsUUID, Matches } from 'class-validator';

/** Whatever a network or a file calls an order; Postgres holds no NUL in a text. */
const ORDER_ID = /^[^\0]{1,400}$/u;

export class SaleKeyDto {
  @IsUUID(undefined, { message: 'accountId must be a UUID' })
  @ApiProperty({ type: 'string', format: 'uuid', description: 'Id of a network account of the agency.' })
  readonly accountId!: string;

  @Matches(ORDER_ID, { message: 'orderId must be the `orderId` of a sale' })
  @ApiProperty({ type: 'string', maxLength: 400, description: 'The `orderId` of a sale, URL-encoded.' })
  readonly orderId!: string;
}
