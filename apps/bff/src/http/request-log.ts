import { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { newTraceId, traceIdFor, withinTrace } from '../logging/trace';
import type { SignedInMember } from './auth/signed-in';

/** Answers carry it, so that somebody who reports a failure can name it. */
const TRACE_HEADER = 'X-Trace-Id';

const logger = new Logger('Request');

/** Gives every request its trace, and a line in the log once it is answered. */
export function requestLog(request: Request, response: Response, next: NextFunction): void {
  const traceId = traceIdFor(request.get('traceparent'));
  const startedAt = performance.now();
  response.locals.traceId = traceId;
  response.setHeader(TRACE_HEADER, traceId);
  response.once('close', () => {
    const line = {
      ...{ msg: 'request', traceId, method: request.method, route: routeOf(request) },
      ...{ status: response.statusCode, durationMs: Math.round(performance.now() - startedAt) },
      ...(!response.writableFinished && { isAborted: true }),
      ...whoAsked(request),
    };
    if (response.statusCode >= 500) logger.error(line);
    else if (isPageOrFile(request)) logger.debug(line);
    else logger.log(line);
  });
  withinTrace(traceId, next);
}

/** The trace of the request that this answers. */
export function traceIdOf({ locals }: Pick<Response, 'locals'>): string {
  return typeof locals.traceId === 'string' ? locals.traceId : newTraceId();
}

/**
 * The route as the code names it, `/api/v1/sales/:id`: the address that was asked for may hold a secret, and its query
 * what somebody searched for.
 */
export function routeOf(request: Request): string {
  const { path } = (request.route ?? {}) as { readonly path?: unknown };
  if (typeof path === 'string') return path;
  return path instanceof RegExp ? 'page' : 'none';
}

function isPageOrFile({ path }: Request): boolean {
  return !/^\/(api|postback|sso)(\/|$)/.test(path);
}

/** Ids, never names or addresses of people. */
function whoAsked({ user }: Request): object {
  if (!user) return {};
  const { member } = user as SignedInMember;
  return { memberId: member.id, agencyId: member.agencyId };
}
