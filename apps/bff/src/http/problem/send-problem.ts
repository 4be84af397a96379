import type { ProblemDetails } from '@tributary/api-contract';
import type { NextFunction, Request, Response } from 'express';
import { notFound } from './http-problem';
import { PROBLEM_MEDIA_TYPE } from './problem';

export function sendProblem(response: Response, problem: ProblemDetails): void {
  response.status(problem.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem));
}

/**
 * The path that was asked for, without its query: that may hold what somebody searched for. Of an address for networks
 * only the beginning, for the rest is its secret.
 */
export function instanceOf({ originalUrl }: Request): string {
  return originalUrl.replace(/\?.*$/, '').replace(/^(\/postback)\/.*$/s, '$1');
}

/** Refuses what lies under the API's root but is no part of it, before pages get hold of it. */
export function onlyUnder(...known: readonly string[]) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const { path } = request;
    if (known.some((start) => path === start || path.startsWith(`${start}/`))) next();
    else sendProblem(response, notFound(instanceOf(request)));
  };
}
