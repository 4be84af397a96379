import { ApiSchema } from '@nestjs/swagger';
import type {
  ChangeNetworkAccountRequest,
  ConnectNetworkRequest,
  CredentialCheckRequest,
  ReplaceCredentialsRequest,
  SetUpNotificationsRequest,
  RereadPeriodRequest,
} from '@tributary/api-contract';
import {
  Credentials,
  Day,
  OptionalCredentials,
  OptionalDay,
  OptionalIdOrNull,
  OptionalWholeNumber,
  OptionalYesOrNo,
  Text,
} from '../input/fields';

@ApiSchema({ name: 'CredentialCheckRequest' })
export class CredentialCheckDto implements CredentialCheckRequest {
  @Text({ maxLength: 31, description: 'Id of a network of `GET /networks`.', example: 'clickbank' })
  readonly network!: string;

  @Credentials()
  readonly credentials!: Readonly<Record<string, string>>;
}

@ApiSchema({ name: 'ConnectNetworkRequest' })
export class ConnectNetworkDto extends CredentialCheckDto implements ConnectNetworkRequest {
  @Text({ maxLength: 80, description: 'What the agency calls the account.' })
  readonly label!: string;

  @OptionalIdOrNull({ description: "The client whose account it is; null for the agency's own." })
  readonly clientId?: string | null;

  @Day({ description: 'First day to read sales of, at most five years back.' })
  readonly backfillFrom!: string;
}

@ApiSchema({ name: 'ReplaceCredentialsRequest' })
export class ReplaceCredentialsDto implements ReplaceCredentialsRequest {
  @Credentials()
  readonly credentials!: Readonly<Record<string, string>>;
}

@ApiSchema({ name: 'SetUpNotificationsRequest' })
export class SetUpNotificationsDto implements SetUpNotificationsRequest {
  @OptionalCredentials({
    description: 'All fields that `GET` describes. Left out, those that are stored stay.',
  })
  readonly credentials?: Readonly<Record<string, string>>;

  @OptionalYesOrNo({ description: 'Replaces the address: the former one is refused from now on.' })
  readonly replacesAddress?: boolean;
}

@ApiSchema({ name: 'ChangeNetworkAccountRequest' })
export class ChangeNetworkAccountDto implements ChangeNetworkAccountRequest {
  @OptionalYesOrNo({ description: 'A paused account keeps its sales and is not read.' })
  readonly isPaused?: boolean;

  @OptionalIdOrNull({ description: 'The client it belongs to; null gives it back to the agency.' })
  readonly clientId?: string | null;
}

@ApiSchema({ name: 'RereadPeriodRequest' })
export class RereadPeriodDto implements RereadPeriodRequest {
  @Day({ description: "First day to read again, of the agency's zone; at most five years back." })
  readonly from!: string;

  @Day({ description: 'Last day to read again, read whole; today at the latest.' })
  readonly until!: string;
}

export class RunsQueryDto {
  @OptionalWholeNumber({ minimum: 1, maximum: 200, default: 50, description: 'The newest this many.' })
  readonly limit: number = 50;
}

export class ReconciliationQueryDto {
  @OptionalDay({
    description: "First day to compare, of the network's zone; at most 92 days before the last.",
  })
  readonly from?: string;

  @OptionalDay({ description: 'Last day to compare; today when left out.' })
  readonly until?: string;
}
