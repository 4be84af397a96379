import { OptionalDay, OptionalId, OptionalNames, OptionalText, OptionalWholeNumber } from '../input/fields';

/** Nouns of actions and kinds of targets. */
const NOUN = /^[a-z][a-z-]{0,40}$/;

export class AuditFilterDto {
  @OptionalId({ description: 'Only what this member did.' })
  readonly member?: string;

  @OptionalNames(NOUN, {
    description: 'Only actions on this noun, for example `member`; repeat it for several.',
    whose: 'a group of actions',
  })
  readonly group: string[] = [];

  @OptionalText({ maxLength: 40, description: 'Only what was done to this kind, for example `client`.' })
  readonly targetKind?: string;

  @OptionalText({ maxLength: 400, description: 'Only what was done to this one; with `targetKind`.' })
  readonly target?: string;

  @OptionalDay({ description: "First day, in the agency's zone." })
  readonly from?: string;

  @OptionalDay({ description: "Last day, in the agency's zone." })
  readonly to?: string;
}

export class AuditQueryDto extends AuditFilterDto {
  @OptionalWholeNumber({ minimum: 1, maximum: 200, default: 50, description: 'Entries of a page.' })
  readonly limit: number = 50;

  @OptionalId({ description: 'The `nextCursor` of the page before.' })
  readonly cursor?: string;
}
