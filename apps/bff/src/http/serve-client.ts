import { Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { ExpressAdapter } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import expressStaticGzip from 'express-static-gzip';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { styleNonce } from './security-headers';

/** Built files carry a hash of their content in their name: `main-5RTKUQOW.js`, `chunk-B0eJ2Dal.js`. */
const HASHED = /(\/(chunk|main|styles)-[\w-]{8}|\/media\/[\w-]+-[A-Z0-9]{8})\.\w+(\.(br|gz))?$/;
const FOREVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';
/** The page belongs to one answer: kept, its nonce would not be the one that the next answer's policy names. */
const NEVER_KEEP = 'no-store';

/** A path of the client's router has no ending; a file that is gone after an update must not answer with the page. */
const PAGE = /^\/(index\.html|(?!(api|postback|sso)\/)[^.]*)$/;
/** Stands in index.html where the nonce goes. */
const NONCE_PLACE = '{{csp-nonce}}';

/** What only reads, of a path that is one: anything else is answered by whoever comes next, and by no middleware's words. */
function mayBeFile({ method, path }: Request): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Serves the built client: files with a hash for ever and in the smallest form that the browser takes, the page itself made
 * anew for every answer.
 */
class ClientPages implements OnModuleInit {
  constructor(
    private readonly adapter: ExpressAdapter,
    private readonly folder: string,
  ) {}

  /** @throws {Error} when there is no built client in the folder. */
  onModuleInit(): void {
    const page = readFileSync(join(this.folder, 'index.html'), 'utf8');
    this.adapter.get(PAGE, (_: Request, response: Response) => {
      response.setHeader('Cache-Control', NEVER_KEEP);
      response.type('html').send(page.replaceAll(NONCE_PLACE, styleNonce(response)));
    });
    const files = expressStaticGzip(this.folder, {
      ...{ index: false, enableBrotli: true, orderPreference: ['br', 'gzip'] },
      serveStatic: {
        redirect: false,
        setHeaders: (response: ServerResponse, path: string) => {
          response.setHeader('Cache-Control', HASHED.test(path) ? FOREVER : ASK_AGAIN);
        },
      },
    });
    this.adapter.use((request: Request, response: Response, next: NextFunction) => {
      if (mayBeFile(request)) files(request, response, next);
      else next();
    });
  }
}

@Module({})
class ClientModule {}

export function serveClient(folder: string): DynamicModule {
  return {
    module: ClientModule,
    providers: [
      {
        provide: ClientPages,
        inject: [HttpAdapterHost],
        useFactory: ({ httpAdapter }: HttpAdapterHost<ExpressAdapter>) =>
          new ClientPages(httpAdapter, folder),
      },
    ],
  };
}
