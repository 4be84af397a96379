import type { AppProcess } from '@tributary/e2e-installation';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface RouteParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
}

export interface ApiRoute {
  readonly operationId: string;
  readonly method: string;
  /** Below `/api/v1/`: `network-accounts/{id}/runs`. */
  readonly path: string;
  readonly parameters: readonly RouteParameter[];
  /** Media types of the body; empty for a route without one. */
  readonly bodyTypes: readonly string[];
  /** Fields of its JSON body, by name. */
  readonly bodyFields: readonly string[];
  /** No login needed. */
  readonly isPublic: boolean;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly RouteParameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly security?: readonly Readonly<Record<string, unknown>>[];
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, object>>;
}

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<(typeof METHODS)[number], Operation>>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Every route of the served API document: a new route is attacked without a word written for it. */
export async function apiRoutes(app: AppProcess): Promise<readonly ApiRoute[]> {
  const { paths, components } = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as ApiDocument;
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((verb) => {
      const operation = item[verb];
      if (!operation) return [];
      const route = routeOf(verb.toUpperCase(), path, operation);
      return [{ ...route, bodyFields: fieldsOf(operation, components.schemas) }];
    }),
  );
}

function fieldsOf(operation: Operation, schemas: ApiDocument['components']['schemas']): string[] {
  const schema = operation.requestBody?.content['application/json']?.schema ?? {};
  const { properties = {} } = schemas[nameOf(schema)] ?? schema;
  return Object.keys(properties);
}

function nameOf({ $ref = '' }: Schema): string {
  return $ref.replace(/^.*\//, '');
}

function routeOf(method: string, path: string, operation: Operation): Omit<ApiRoute, 'bodyFields'> {
  const { operationId, parameters = [], requestBody, security = [] } = operation;
  return {
    ...{ operationId, method, parameters },
    path: path.replace('/api/v1/', ''),
    bodyTypes: Object.keys(requestBody?.content ?? {}),
    isPublic: !security.some((scheme) => 'bearer' in scheme),
  };
}
