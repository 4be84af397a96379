import {
  type ApiClient,
  type AppProcess,
  connectAll,
  Installation,
  OWNER,
  until,
} from '@tributary/e2e-installation';
import { AGENCY_ACCOUNTS, SECOND_AGENCY_ACCOUNTS } from '@tributary/network-simulator';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { type ApiRoute, apiRoutes } from './api-routes';
import {
  HOSTILE_BODIES,
  HOSTILE_TEXTS,
  HOSTILE_VALUES,
  hostileNames,
  SQL_TEXTS,
  TOO_LONG,
} from './hostile-input';

const MINUTES = 60_000;
jest.setTimeout(5 * MINUTES);

const STRANGER = { email: 'sam@stranger.example', password: OWNER.password };
const AT_ONCE = 8;
/** Node reads no more of a request's line and headers. */
const LONGEST = 16_384;
/** What runs into this waits for something that a request must not be able to ask for. */
const PATIENCE_MS = 20_000;
/** Words of the database, of libraries and of stacks; none of them is in what is sent. */
const INSIDES =
  /syntax error|postgres|kysely|mikro-?orm|relation "|violates|node_modules|\bat .+:\d+:\d+|\/src\/|\.ts\b|TypeError|RangeError|insert into|null value/i;

interface Attack {
  readonly what: string;
  readonly path: string;
  readonly init: RequestInit;
}

// Whatever a request holds: it is taken or refused, in words of our own, without waiting, and nothing else happens.
// Real Postgres, and the routes of the API document: a new route or parameter is attacked by existing.
describe('hostile input', () => {
  let installation: Installation;
  let app: AppProcess;
  let token: string;
  let routes: readonly ApiRoute[];
  let others: readonly string[];
  let accountId: string;

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 2 });
    await installation.addAgency(STRANGER);
    app = await installation.start({ APP_ROLE: 'all' });
    const owner = await installation.client(app);
    await read(owner, AGENCY_ACCOUNTS.slice(0, 2));
    await read(await installation.client(app, STRANGER), SECOND_AGENCY_ACCOUNTS.slice(0, 2));
    accountId = (await owner.accounts())[0]?.id ?? '';
    routes = await apiRoutes(app);
    await installation.rows('create table sentinel (word text not null)');
    await installation.rows('grant all on sentinel to public');
    await installation.rows(`insert into sentinel values ('still-here')`);
    const orders = await installation.rows<{ id: string }>(
      `select external_order_id as id from sale s join member m on m.agency_id = s.agency_id
       where m.email = '${STRANGER.email}'`,
    );
    others = orders.map(({ id }) => id);
    token = await tokenOf();
  }, 3 * MINUTES);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTES);

  const ours = () =>
    routes.filter(({ operationId }) => !/^(signOut|refreshSession|streamEvents)$/.test(operationId));
  const reads = () => ours().filter(({ method }) => method === 'GET');
  const queryOf = ({ parameters }: ApiRoute) => parameters.filter((parameter) => parameter.in === 'query');
  const pathOf = (route: ApiRoute, name?: string, value?: string) =>
    route.path.replaceAll(/\{([\w-]+)\}/g, (_, one: string) =>
      one === name ? (value ?? '') : ownValue(one),
    );

  it('is known from the API document', () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(reads().flatMap(queryOf).length).toBeGreaterThan(15);
    expect(others.length).toBeGreaterThan(10);
  });

  it('in a query parameter', async () => {
    const attacks = reads().flatMap((route) =>
      queryOf(route).flatMap(({ name }) =>
        [...HOSTILE_TEXTS.map((text) => `${name}=${text}`), ...hostileNames(name)].map((query) =>
          get(route, query),
        ),
      ),
    );
    expect(await wrongAnswers(attacks)).toEqual([]);
  });

  it('in a path', async () => {
    const attacks = ours().flatMap((route) =>
      [...route.path.matchAll(/\{([\w-]+)\}/g)].flatMap(([, name = '']) =>
        [...HOSTILE_TEXTS, ...SQL_TEXTS.map(encodeURIComponent)].map((text) => ({
          what: `${route.method} ${route.path} ${name}=${text.slice(0, 80)}`,
          path: pathOf(route, name, text),
          init: { method: route.method, ...(route.method !== 'GET' && json('{}')) },
        })),
      ),
    );
    expect(attacks.length).toBeGreaterThan(200);
    expect(await wrongAnswers(attacks)).toEqual([]);
  });

  it('that is too long', async () => {
    const attacks = reads().flatMap((route) =>
      queryOf(route).flatMap(({ name }) => TOO_LONG.map((text) => get(route, `${name}=${text}`))),
    );
    expect(await wrongAnswers(attacks)).toEqual([]);
  });

  it('in a body', async () => {
    const attacks = ours()
      .filter(({ bodyTypes }) => bodyTypes.includes('application/json'))
      .flatMap((route) => [
        ...HOSTILE_BODIES.map((body) => send(route, body)),
        ...route.bodyFields.flatMap((field) =>
          HOSTILE_VALUES.map((value) => send(route, JSON.stringify({ [field]: value }))),
        ),
      ]);
    expect(attacks.length).toBeGreaterThan(300);
    expect(await wrongAnswers(attacks)).toEqual([]);
  });

  it('in a compressed body that is larger than it looks', async () => {
    const bomb = Buffer.from(`{"email":"${'a'.repeat(20_000_000)}"}`);
    const packed = { gzip: gzipSync(bomb), deflate: deflateSync(bomb), br: brotliCompressSync(bomb) };
    for (const [encoding, body] of Object.entries(packed)) {
      expect(body.length).toBeLessThan(200_000);
      const answer = await ask('auth/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': encoding },
        body: new Uint8Array(body),
      });
      expect([encoding, answer.status]).toEqual([encoding, 413]);
    }
  });

  it('that is SQL, in every filter and sort, finds nothing of others and changes nothing', async () => {
    const attacks = reads().flatMap((route) =>
      queryOf(route).flatMap(({ name }) =>
        SQL_TEXTS.map((text) => get(route, `${name}=${encodeURIComponent(text)}`)),
      ),
    );
    expect(attacks.length).toBeGreaterThan(250);
    expect(await wrongAnswers(attacks)).toEqual([]);
    expect(await installation.rows('select word from sentinel')).toEqual([{ word: 'still-here' }]);
  });

  it('left everything as it was', async () => {
    const owner = await installation.client(app);
    expect((await owner.accounts()).map(({ id }) => id)).toContain(accountId);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect(app.isRunning).toBe(true);
    expect(app.lines.filter((line) => /unhandled|uncaught|heap/i.test(line))).toEqual([]);
  });

  function get(route: ApiRoute, query: string): Attack {
    const what = `GET ${route.path}?${query.slice(0, 120)}`;
    return { what, path: `${pathOf(route)}?${query}`, init: {} };
  }

  function send(route: ApiRoute, body: string): Attack {
    const what = `${route.method} ${route.path} ${body.slice(0, 120)}`;
    return { what, path: pathOf(route), init: { method: route.method, ...json(body) } };
  }

  function ownValue(name: string): string {
    return { currency: 'USD', day: '2026-10-01', orderId: 'none' }[name] ?? accountId;
  }

  async function ask(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(`${app.url}/api/v1/${path}`, { ...init, headers, signal: AbortSignal.timeout(PATIENCE_MS) });
  }

  /** One line an attack that was answered otherwise than it should. */
  async function wrongAnswers(attacks: readonly Attack[]): Promise<string[]> {
    const wrong: string[] = [];
    const open = [...attacks];
    const work = async () => {
      for (let attack = open.pop(); attack; attack = open.pop()) {
        const fault = await faultOf(attack)
          // Node hangs up on what is longer than it reads, sometimes before its answer has arrived.
          .catch((error: unknown) => (isHangUp(error) ? faultOf(attack) : String(error)))
          .catch((error: unknown) =>
            isHangUp(error) && attack.path.length > LONGEST ? null : String(error),
          );
        if (fault !== null) wrong.push(`${attack.what}: ${fault}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return wrong;
  }

  async function faultOf({ path, init }: Attack): Promise<string | null> {
    const answer = await ask(path, init);
    const text = await answer.text();
    if (answer.status >= 500) return `${answer.status} ${text}\n${loggedOf(text)}`;
    if (INSIDES.test(text)) return `tells of the inside: ${text.slice(0, 300)}`;
    if (others.some((order) => text.includes(order))) return 'holds rows of another agency';
    // Node itself answers what is longer than a request line may be.
    if (answer.status < 400 || answer.status === 431) return null;
    const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json');
    return isProblem ? null : `${answer.status} is no problem document: ${text.slice(0, 200)}`;
  }

  /** What the product wrote about an error of its own. */
  function loggedOf(problem: string): string {
    const { traceId } = JSON.parse(problem) as { traceId?: string };
    return app.lines.filter((line) => traceId !== undefined && line.includes(traceId)).join('\n');
  }

  async function tokenOf(): Promise<string> {
    const answer = await ask('auth/sign-in', { method: 'POST', ...json(JSON.stringify(OWNER)) });
    return ((await answer.json()) as { accessToken: string }).accessToken;
  }
});

/** The connection ended instead of an answer. */
function isHangUp(error: unknown): boolean {
  const code = ((error as Error).cause as { code?: string } | undefined)?.code ?? '';
  return ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(code);
}

function json(body: string): RequestInit {
  return { headers: { 'content-type': 'application/json' }, body };
}

async function read(client: ApiClient, accounts: typeof AGENCY_ACCOUNTS): Promise<void> {
  await connectAll(client, new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10), accounts);
  await until('the accounts are read', async () =>
    (await client.accounts()).every(({ health }) => health === 'fresh'),
  );
}
