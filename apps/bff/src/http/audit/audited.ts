import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** What a route does, for the audit trail. */
export interface AuditedRoute {
  /** `noun.verb`, for example `member.invite`. */
  readonly action: string;
  /** What it is done to; its id is the route's `:id`, unless `idFrom` names another parameter of the path. */
  readonly target?: string;
  readonly idFrom?: string;
}

export const AUDITED_ROUTE = 'tributary:audited';
/** Under this name the API document says it too. */
export const AUDITED_EXTENSION = 'x-audited';
export const AUDITED_INPUT = 'tributary:audited-input';

/**
 * Every route that changes something says what it does; the trail records who did it, from where, before and after. Of
 * something that the route makes, the id is the `id` of its answer.
 */
export const Audited = (action: string, target?: string, idFrom?: string) =>
  applyDecorators(
    SetMetadata<string, AuditedRoute>(AUDITED_ROUTE, {
      action,
      ...(target !== undefined && { target }),
      ...(idFrom !== undefined && { idFrom }),
    }),
    ApiExtension(AUDITED_EXTENSION, { action, ...(target !== undefined && { target }) }),
  );

/**
 * Fields of the body or the query that the entry keeps as well, where before and after do not tell what was asked for:
 * the days of a period, the filter of an export. Never a secret, and nothing of a customer.
 */
export const AuditedInput = (...fields: readonly string[]) =>
  SetMetadata<string, readonly string[]>(AUDITED_INPUT, fields);
