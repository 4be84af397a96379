import type { SalesPage } from '@tributary/api-contract';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {
  ACCOUNTS,
  allFresh,
  type ApiClient,
  type AppProcess,
  connectAll,
  Installation,
  OPERATOR,
  until,
} from '@tributary/e2e-installation';

const MINUTES = 60_000;
jest.setTimeout(3 * MINUTES);

const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Content {
  readonly schema: object;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
  readonly required: boolean;
  readonly schema: {
    readonly type?: string;
    readonly items?: object;
    readonly maximum?: number;
    readonly maxLength?: number;
    readonly maxItems?: number;
    readonly enum?: readonly string[];
    readonly format?: string;
  };
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, Content>> }>
  >;
  readonly security?: readonly object[];
}
interface ApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<(typeof METHODS)[number], Operation>>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}
interface Route {
  readonly name: string;
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

describe('the API document', () => {
  let installation: Installation;
  let app: AppProcess;
  let client: ApiClient;
  let document: ApiDocument;
  let routes: readonly Route[];
  const ajv = addFormats(new Ajv2020({ strict: true, allErrors: true }));

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 1 });
    app = await installation.start({ APP_ROLE: 'all' });
    client = await installation.client(app);
    document = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as ApiDocument;
    routes = routesOf(document);
    ajv.addVocabulary(['components', 'example']);
    ajv.addSchema({ $id: 'api', components: document.components });
    await connectAll(client, daysAgo(20));
    await until('every account is read', allFresh(client));
  }, 3 * MINUTES);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTES);

  function validator(schema: object): ValidateFunction {
    return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object);
  }

  function expectValid(schema: object, body: unknown): void {
    const validate = validator(schema);
    validate(body);
    expect(validate.errors ?? []).toEqual([]);
  }

  it('is OpenAPI 3.1', () => {
    expect(document.openapi).toBe('3.1.0');
  });

  /** Where networks post by themselves is no part of the API: each address stands in the description of its account. */
  it('holds every route under /api, and no other', () => {
    const mapped = app.lines.flatMap((line) => {
      const route = /Mapped \{(\/api\/[^,]*), (\w+)\} route/.exec(line);
      return route ? [`${route[2] ?? ''} ${(route[1] ?? '').replaceAll(/:(\w+)/g, '{$1}')}`] : [];
    });
    expect(mapped.length).toBeGreaterThan(10);
    expect(routes.map(({ name }) => name).toSorted()).toEqual(mapped.toSorted());
  });

  it('names every operation once, and says what it does', () => {
    const ids = routes.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(routes.filter(({ operation }) => !/^[a-z][a-zA-Z]+$/.test(operation.operationId))).toEqual([]);
    expect(routes.filter(({ operation }) => !operation.summary)).toEqual([]);
  });

  it('describes and bounds every parameter', () => {
    const loose = routes.flatMap(({ name, operation }) =>
      operation.parameters
        .filter((parameter) => !parameter.description || !isBounded(parameter))
        .map((parameter) => `${name} ${parameter.name}`),
    );
    expect(loose).toEqual([]);
  });

  it('gives the body of every operation that takes one', () => {
    const withoutBody = [
      'signOut',
      'refreshSession',
      'syncAll',
      'syncOne',
      'triggerSync',
      'renormaliseNetworkAccount',
      'commitImport',
      'undoImport',
      'deleteImport',
      'removeNotifications',
      ...['removeClient', 'revokeOtherSessions', 'revokeMySession', 'revokeMemberSession', 'resetTwoFactor'],
      ...['resendInvitation', 'revokeInvitation', 'removeMember'],
      ...['suspendAgency', 'resumeAgency', 'disableUser', 'enableUser', 'signUserOut'],
    ];
    const missing = routes
      .filter(({ method, operation }) => method !== 'GET' && !withoutBody.includes(operation.operationId))
      .filter(({ operation }) => !bodySchemaOf(operation));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('gives a schema for every success and problem details for every refusal', () => {
    const wrong = routes.flatMap(({ name, operation }) =>
      Object.entries(operation.responses)
        .filter(([status, { content }]) => !hasSchema(status, content))
        .map(([status]) => `${name} ${status}`),
    );
    expect(wrong).toEqual([]);
    const successes = routes.map(
      ({ operation }) => Object.keys(operation.responses).filter((status) => status.startsWith('2')).length,
    );
    expect(new Set(successes)).toEqual(new Set([1]));
  });

  it('refers only to schemas that it holds, all of them valid', () => {
    for (const { operation } of routes) {
      for (const { content } of Object.values(operation.responses)) {
        for (const { schema } of Object.values(content ?? {})) expect(() => validator(schema)).not.toThrow();
      }
    }
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(['Dashboard', 'SalesPage', 'ProblemDetails', 'SyncProgressMessage']),
    );
  });

  /** A value for every part of a path, of something that exists. */
  async function existing(): Promise<Readonly<Record<string, string>>> {
    const [account] = await client.accounts();
    const { body: sales } = await client.call<SalesPage>('GET', 'sales?limit=1');
    const [sale] = sales.items;
    if (!account || !sale) throw new Error('The installation has no account or no sale');
    return {
      ...{ id: account.id, importId: await client.upload(account.id, 'Order ID,Date\n1,2026-03-14\n') },
      ...{ accountId: sale.accountId, orderId: encodeURIComponent(sale.orderId) },
      ...{ currency: 'USD', day: daysAgo(3) },
      memberId: (await client.call<{ readonly id: string }>('GET', 'me')).body.id,
    };
  }

  it('promises what every GET then answers', async () => {
    const reads = routes.filter(({ method, operation }) => method === 'GET' && schemaOf(operation));
    expect(reads.map(({ operation }) => operation.operationId)).toEqual(
      expect.arrayContaining(['readDashboard', 'listSales', 'listNetworkAccounts', 'listSyncRuns', 'readMe']),
    );
    const examples = await existing();
    await installation.addOperator();
    const operator = await installation.client(app, OPERATOR);
    for (const { path, operation } of reads) {
      const url = path
        .replace('/api/v1/', '')
        .replace('members/{id}', 'members/{memberId}')
        .replaceAll(/\{(\w+)\}/g, (parameter, name: string) => examples[name] ?? parameter);
      // Whoever runs the installation sees the platform, and nobody else does.
      const asker = url.startsWith('platform/') ? operator : client;
      const { status, body } = await asker.call<unknown>('GET', url);
      expect([path, status]).toEqual([path, 200]);
      expectValid(schemaOf(operation) ?? {}, body);
    }
  });

  it('would notice a property that it does not name', async () => {
    const [me] = routes.filter(({ operation }) => operation.operationId === 'readMe');
    const { body } = await client.call<object>('GET', 'me');
    const validate = validator((me && schemaOf(me.operation)) ?? {});
    expect(validate(body)).toBe(true);
    expect(validate({ ...body, passwordHash: 'x' })).toBe(false);
  });

  it('is answered with more than empty lists', async () => {
    const dashboard = await client.dashboard('?days=30');
    expect(dashboard.accounts).toHaveLength(ACCOUNTS.length);
    expect(dashboard.recentSales.length).toBeGreaterThan(0);
    expect(dashboard.insights.items.length).toBeGreaterThan(0);
  });

  it('refuses with the problem details it promises', async () => {
    const answers = [
      await client.problem('GET', 'dashboard?days=0'),
      await client.problem('GET', 'network-accounts/not-a-uuid'),
      await client.problem('GET', 'network-accounts/0198c0de-0000-7000-8000-00000000ffff'),
      await client.problem('POST', 'sync/trigger'),
      await client.problem('GET', 'nothing-here'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 404, 403, 404]);
    for (const { body, headers } of answers) {
      expect(headers.get('content-type')).toContain(PROBLEM_TYPE);
      expectValid({ $ref: '#/components/schemas/ProblemDetails' }, body);
    }
  });
});

function routesOf(document: ApiDocument): readonly Route[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((verb) => {
      const operation = item[verb];
      const method = verb.toUpperCase();
      return operation ? [{ name: `${method} ${path}`, path, method, operation }] : [];
    }),
  );
}

/** A file is sent as it is. */
function bodySchemaOf({ requestBody }: Operation): object | undefined {
  return (requestBody?.content[JSON_TYPE] ?? requestBody?.content['application/octet-stream'])?.schema;
}

function schemaOf(operation: Operation): object | undefined {
  return operation.responses['200']?.content?.[JSON_TYPE]?.schema;
}

function hasSchema(status: string, content: Operation['responses'][string]['content']): boolean {
  if (status === '204') return content === undefined;
  if (!status.startsWith('2')) return content?.[PROBLEM_TYPE] !== undefined;
  return [JSON_TYPE, 'text/event-stream', 'text/csv'].some((type) => content?.[type] !== undefined);
}

function isBounded({ in: place, schema }: Parameter): boolean {
  if (place === 'header') return true;
  const { maximum, maxLength, maxItems, format } = schema;
  const bounds = {
    integer: maximum,
    array: schema.items && maxItems,
    string: maxLength ?? format ?? schema.enum,
  };
  return bounds[schema.type as keyof typeof bounds] !== undefined;
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
