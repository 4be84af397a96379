import { SALE_STATUSES, type SaleStatus } from '@tributary/domain';
import {
  OptionalChoices,
  OptionalDay,
  OptionalIds,
  OptionalNames,
  OptionalText,
  OptionalWholeNumber,
} from '../input/fields';
import { OptionalInstant } from '../input/instant';

const NETWORK = /^[a-z][a-z0-9-]{1,30}$/;

/** The filters that figures and sales share. */
export class AccountFilterDto {
  @OptionalNames(NETWORK, { description: 'Only these networks; repeat it for several.' })
  readonly network: string[] = [];

  @OptionalIds({ description: 'Only these network accounts; repeat it for several.' })
  readonly account: string[] = [];

  @OptionalIds({ description: 'Only the network accounts of these clients; repeat it for several.' })
  readonly client: string[] = [];
}

/** What the list of sales and the file of it are filtered by. */
export class SalesFilterDto extends AccountFilterDto {
  @OptionalDay({ description: "First day of sale, in the agency's zone." })
  readonly from?: string;

  @OptionalDay({ description: "Last day of sale, in the agency's zone." })
  readonly to?: string;

  @OptionalChoices(SALE_STATUSES, { description: 'Only sales of these states; repeat it for several.' })
  readonly status: SaleStatus[] = [];

  @OptionalInstant({ description: 'A past moment: the sales as they were shown then.' })
  readonly asOf?: string;

  @OptionalText({
    maxLength: 200,
    description: 'Part of the product name, or a whole order number or id, as typed.',
  })
  readonly search?: string;
}

export class SalesQueryDto extends SalesFilterDto {
  @OptionalWholeNumber({ minimum: 1, maximum: 200, default: 50, description: 'Rows of a page.' })
  readonly limit: number = 50;

  @OptionalText({ maxLength: 700, description: 'The `nextCursor` of the page before.' })
  readonly cursor?: string;
}
