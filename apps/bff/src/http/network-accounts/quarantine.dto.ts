import { ApiSchema } from '@nestjs/swagger';
import type { DismissQuarantineRequest, QuarantineSelectionRequest } from '@tributary/api-contract';
import { OptionalChoice, OptionalHashes, OptionalText, OptionalWholeNumber, Text } from '../input/fields';

const MOST_ROWS = 500;
const LONGEST_REASON = 2_000;

export class QuarantineQueryDto {
  @OptionalWholeNumber({ minimum: 1, maximum: 200, default: 50, description: 'Rows of a page.' })
  readonly limit: number = 50;

  @OptionalText({ maxLength: 300, description: 'The `nextCursor` of the page before.' })
  readonly cursor?: string;

  @OptionalChoice(['open', 'dismissed'], {
    default: 'open',
    description: 'Rows that wait, or those that were left out on purpose.',
  })
  readonly state: 'open' | 'dismissed' = 'open';

  @OptionalText({ maxLength: LONGEST_REASON, description: 'Only rows with exactly this reason.' })
  readonly reason?: string;
}

@ApiSchema({ name: 'QuarantineSelectionRequest' })
export class QuarantineSelectionDto implements QuarantineSelectionRequest {
  @OptionalHashes({ maxItems: MOST_ROWS, description: 'Left out: all rows, or those of one reason.' })
  readonly ids?: readonly string[];

  @OptionalText({
    maxLength: LONGEST_REASON,
    description: 'Without `ids`: only rows with exactly this reason.',
  })
  readonly ofReason?: string;
}

@ApiSchema({ name: 'DismissQuarantineRequest' })
export class DismissQuarantineDto extends QuarantineSelectionDto implements DismissQuarantineRequest {
  @Text({ maxLength: 300, description: 'Why it is fine to leave them out.' })
  readonly reason!: string;
}
