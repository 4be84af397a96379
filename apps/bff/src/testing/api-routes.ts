import type { InProcessBff } from './in-process-bff';

export interface ApiRoute {
  readonly name: string;
  readonly method: string;
  /** Below `/api/v1/`, with an unknown id where it takes one. */
  readonly path: string;
  readonly isPublic: boolean;
  readonly isStream: boolean;
}

interface Operation {
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const UNKNOWN_ID = '0198c0de-0000-4000-8000-0000000000ff';

/** Every route that the API document of a running BFF names: a new one is attacked by existing. */
export async function apiRoutes({ url }: Pick<InProcessBff, 'url'>): Promise<readonly ApiRoute[]> {
  const { paths } = (await (await fetch(`${url}/api/openapi.json`)).json()) as Document;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { security = [], responses }]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path: path.replace('/api/v1/', '').replaceAll(/\{\w+\}/g, UNKNOWN_ID),
      isPublic: !security.some((scheme) => 'bearer' in scheme),
      isStream: 'text/event-stream' in (responses['200']?.content ?? {}),
    })),
  );
}
