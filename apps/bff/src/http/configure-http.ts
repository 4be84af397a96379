import { ConfigService } from '@nestjs/config';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import cookieParser from 'cookie-parser';
import type { NextFunction, Request, Response } from 'express';
import type { IncomingMessage, Server } from 'node:http';
import type { Environment } from '../composition/config';
import { apiDocument, type ContractSchemas } from './api-document/api-document';
import { onlyPlainBodies } from './input/plain-body';
import { checkedInput } from './problem/checked-input';
import { onlyUnder } from './problem/send-problem';
import { requestLog } from './request-log';
import { onlyFromOurPages } from './same-origin';
import { securityHeaders } from './security-headers';

const API_PREFIX = 'api/v1';
/** Outside the API: networks send here. */
const POSTBACK_ROUTE = 'postback/:network/:secret';
/** Outside the API as well: browsers walk here by links. */
const SSO_ROUTES = ['sso/start', 'sso/callback'];
const BODY_LIMIT = '256kb';
/** Longer than a load balancer keeps idle connections (60 s is common): it must never reuse one we just closed. */
const KEEP_ALIVE_MS = 65_000;

/** Whoever sends a request one letter at a time keeps a connection for this long, and no longer. */
const HEADERS_MS = 15_000;
/** The whole request; an import of a large file over a slow line needs its time. */
const REQUEST_MS = 180_000;
const CHECK_EVERY_MS = 5_000;
const MOST_HEADERS = 100;

/** Everything around the controllers: headers, cookies, input checks, the API document. */
export function configureHttp(app: NestExpressApplication, contract: ContractSchemas): void {
  boundConnections(app.getHttpServer());
  const config = app.get(ConfigService);
  const publicOrigin = URL.parse(config.get<string | undefined>('PUBLIC_URL') ?? '')?.origin ?? null;
  app.set('trust proxy', config.get<Environment['TRUST_PROXY']>('TRUST_PROXY') ?? false);
  // Nobody keeps an answer, so nobody can ask whether it is still the same.
  app.disable('etag');
  app.setGlobalPrefix(API_PREFIX, { exclude: [POSTBACK_ROUTE, ...SSO_ROUTES] });
  // First what every answer carries, also the one about a body that cannot be read.
  app.use(requestLog, ...securityHeaders());
  app.use('/api', noStore, onlyUnder('/v1', '/openapi.json'), onlyFromOurPages(publicOrigin));
  app.use(['/postback', '/sso'], noStore);
  // The raw one before the other: signatures are over the body as it came.
  app.useBodyParser('raw', { limit: BODY_LIMIT, type: isForNetworks });
  app.useBodyParser('json', { limit: BODY_LIMIT });
  app.use(onlyPlainBodies, cookieParser());
  app.useGlobalPipes(checkedInput());
  SwaggerModule.setup('api', app, () => apiDocument(app, contract), {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: 'api/openapi.json',
  });
}

function boundConnections(server: Server): void {
  const bounds = { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, maxHeadersCount: MOST_HEADERS };
  // The interval counts when the server begins to listen; Node's types know it as an option of its creation only.
  Object.assign(server, bounds, {
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: CHECK_EVERY_MS,
  });
}

function isForNetworks({ url }: IncomingMessage): boolean {
  return url?.startsWith('/postback/') ?? false;
}

/** Figures and names must not stay in a shared cache or on a disk. */
function noStore(_: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}
