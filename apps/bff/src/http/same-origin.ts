import { UnsupportedMediaTypeException } from '@nestjs/common';
import { Refusal } from '@tributary/application';
import type { NextFunction, Request, Response } from 'express';

const ELSEWHERE = 'This request came from a page of another origin.';
const READS = ['GET', 'HEAD', 'OPTIONS'];
/** What a form of any page can send without asking first. */
const OF_FORMS = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/**
 * Refuses changes that a page of another origin has a browser send: such a request would carry our cookies. Browsers say
 * where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`; programs send neither, and have no cookies that
 * somebody else could use. A sibling host counts as another origin.
 * @param publicOrigin where members reach this installation, like `https://tributary.example.com`; may differ from the
 *   `Host` that a proxy passes on
 */
export function onlyFromOurPages(publicOrigin: string | null) {
  return (request: Request, _: Response, next: NextFunction): void => {
    if (READS.includes(request.method)) next();
    else if (!isOurs(request, publicOrigin)) next(new Refusal('forbidden', ELSEWHERE));
    else if (OF_FORMS.test(request.get('content-type') ?? '')) next(new UnsupportedMediaTypeException());
    else next();
  };
}

function isOurs(request: Request, publicOrigin: string | null): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = request.get('origin');
  if (origin === undefined) return true;
  return origin === publicOrigin || URL.parse(origin)?.host === request.get('host');
}
