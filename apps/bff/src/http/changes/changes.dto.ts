import { OptionalText, OptionalWholeNumber } from '../input/fields';
import { Instant, OptionalInstant } from '../input/instant';
import { AccountFilterDto } from '../sales/sales.dto';

export class ChangesQueryDto extends AccountFilterDto {
  @OptionalWholeNumber({ minimum: 1, maximum: 200, default: 50, description: 'Rows of a page.' })
  readonly limit: number = 50;

  @OptionalText({ maxLength: 700, description: 'The `nextCursor` of the page before.' })
  readonly cursor?: string;

  @OptionalInstant({ description: 'Only what changed then or later.' })
  readonly since?: string;

  @OptionalInstant({ description: 'Only what changed before then.' })
  readonly until?: string;
}

export class ChangesSummaryQueryDto extends AccountFilterDto {
  @OptionalInstant({ description: 'From when on; without it since the member last looked.' })
  readonly since?: string;
}

export class LookedDto {
  @Instant({ description: 'The `until` of the summary that was shown.' })
  readonly until!: string;
}
