import type { DynamicModule } from '@nestjs/common';
import { ServeStaticModule } from '@nestjs/serve-static';
import type { ServerResponse } from 'node:http';

/** Built files carry a hash of their content in their name: `main-5RTKUQOW.js`. */
const HASHED = /-[A-Z0-9]{8}\.\w+$/;
const FOREVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';

/** A path of the client's router has no ending; a file that is gone after an update must not answer with the page. */
const PAGE = /^\/(?!(api|postback)\/)[^.]*$/;

/** Serves the built client: files with a hash for ever, the page itself fresh. */
export function serveClient(folder: string): DynamicModule {
  return ServeStaticModule.forRoot({
    rootPath: folder,
    exclude: ['/api/{*path}', '/postback/{*path}'],
    renderPath: PAGE,
    serveStaticOptions: {
      setHeaders: (response: ServerResponse, path: string) => {
        response.setHeader('Cache-Control', HASHED.test(path) ? FOREVER : ASK_AGAIN);
      },
    },
  });
}
