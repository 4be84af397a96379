import { SetMetadata } from '@nestjs/common';

/** What a route does, for the audit trail. */
export interface AuditedRoute {
  /** `noun.verb`, for example `member.invite`. */
  readonly action: string;
  /** What it is done to; its id is the route's `:id`, unless `idFrom` names another parameter of the path. */
  readonly target?: string;
  readonly idFrom?: string;
}

export const AUDITED_ROUTE = 'tributary:audited';

/** Every route that changes something says what it does; the trail records who did it, from where, before and after. */
export const Audited = (action: string, target?: string, idFrom?: string) =>
  SetMetadata<string, AuditedRoute>(AUDITED_ROUTE, {
    action,
    ...(target !== undefined && { target }),
    ...(idFrom !== undefined && { idFrom }),
  });
