import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { ChangeMemberRequest, InviteMemberRequest } from '@tributary/api-contract';
import { AGENCY_ROLES, FIGURE_VIEWS, type AgencyRole, type FigureView } from '@tributary/domain';
import { IsIn } from 'class-validator';
import { Email, OptionalIdList, OptionalText, OptionalYesOrNo } from '../input/fields';
import { MayBeMissing } from '../input/may-be-missing';

const CLIENTS = { description: 'Role `client` only, and then at least one.' };
const FIGURES = 'Role `client` only: amounts, or each figure as an index of the period before.';

@ApiSchema({ name: 'InviteMemberRequest' })
export class InviteMemberDto implements InviteMemberRequest {
  @Email()
  readonly email!: string;

  @OptionalText({ maxLength: 80, description: 'The person may choose another.' })
  readonly name?: string;

  @IsIn(AGENCY_ROLES)
  @ApiProperty({ enum: AGENCY_ROLES })
  readonly role!: AgencyRole;

  @OptionalIdList(CLIENTS)
  readonly clientIds?: string[];

  @MayBeMissing()
  @IsIn(FIGURE_VIEWS)
  @ApiProperty({ enum: FIGURE_VIEWS, required: false, description: FIGURES })
  readonly figures?: FigureView;
}

@ApiSchema({ name: 'ChangeMemberRequest' })
export class ChangeMemberDto implements ChangeMemberRequest {
  @MayBeMissing()
  @IsIn(AGENCY_ROLES)
  @ApiProperty({ enum: AGENCY_ROLES, required: false })
  readonly role?: AgencyRole;

  @OptionalIdList(CLIENTS)
  readonly clientIds?: string[];

  @MayBeMissing()
  @IsIn(FIGURE_VIEWS)
  @ApiProperty({ enum: FIGURE_VIEWS, required: false, description: FIGURES })
  readonly figures?: FigureView;

  @OptionalYesOrNo({ description: 'Cannot sign in, and is signed out everywhere.' })
  readonly isDisabled?: boolean;
}
