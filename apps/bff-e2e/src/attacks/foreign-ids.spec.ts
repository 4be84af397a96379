import type { ApiClient } from '@tributary/e2e-installation';
import { type ApiRoute, apiRoutes } from './api-routes';
import { bodyOf } from './bodies';
import { type Ids, idsOf, kindOf, queryKindOf, unknownIds } from './ids';
import { snapshotOf } from './snapshot';
import { twoAgencies, type TwoAgencies } from './two-agencies';

const MINUTES = 60_000;

// Real processes on a busy machine: slow is not wrong.
jest.setTimeout(5 * MINUTES);

const FILE = 'Order ID,Date\n1,2026-03-14\n';

interface Told {
  readonly status: number;
  /** The answer without what is different in every answer. */
  readonly text: string;
}

describe('ids of another agency', () => {
  let world: TwoAgencies;
  let routes: readonly ApiRoute[];
  let theirs: Ids;
  let own: Ids;

  beforeAll(async () => {
    world = await twoAgencies();
    routes = await apiRoutes(world.app);
    theirs = await idsOf(world.installation, world.victim.id);
    own = await idsOf(world.installation, world.attacker.id);
  }, 5 * MINUTES);

  afterAll(async () => {
    await world.installation.destroy();
  }, MINUTES);

  const pathIds = ({ path }: ApiRoute) => [...path.matchAll(/\{([\w-]+)\}/g)].map(([, name = '']) => name);
  const queryIds = (route: ApiRoute) =>
    route.parameters.filter((parameter) => parameter.in === 'query' && queryKindOf(parameter.name) !== null);

  /** The path with these ids; the ids of `instead` for parameters that are named in it. */
  function pathOf(route: ApiRoute, ids: Ids, instead: Readonly<Record<string, Ids>> = {}): string {
    return route.path.replaceAll(/\{([\w-]+)\}/g, (_, name: string) => {
      const kind = kindOf(route, name);
      if (kind === null) return name === 'day' ? '2026-10-01' : 'USD';
      return encodeURIComponent((instead[name] ?? ids)[kind]);
    });
  }

  async function asked(client: ApiClient, route: ApiRoute, sent: { path: string; ids: Ids }): Promise<Told> {
    const { method, operationId, bodyTypes } = route;
    const isFile = bodyTypes.includes('application/octet-stream');
    const body = bodyTypes.length > 0 && !isFile ? bodyOf(operationId, sent.ids) : undefined;
    const answer = isFile
      ? await client.sendFile<unknown>(sent.path, FILE)
      : await client.call<unknown>(method, sent.path, body);
    return { status: answer.status, text: plain(answer.body) };
  }

  /** Every closed route with an id in its path but those of the event stream, and every role. */
  const attacks = () =>
    routes
      .filter((route) => !route.isPublic && pathIds(route).some((name) => kindOf(route, name) !== null))
      .flatMap((route) => [...world.attacker.roles].map(([role, client]) => ({ route, role, client })));

  it('exist: their owner is answered with them', async () => {
    const reads = routes.filter((route) => route.method === 'GET' && pathIds(route).length > 0);
    expect(reads.length).toBeGreaterThan(5);
    for (const route of reads.filter(({ path }) => !path.startsWith('platform/'))) {
      const { status } = await world.victim.owner.call('GET', pathOf(route, theirs));
      expect([route.path, status]).toEqual([route.path, 200]);
    }
  });

  it('are answered like ids that nobody has, on every route, to every role, and nothing changes', async () => {
    const before = await snapshotOf(world.installation, world.victim.id);
    const unknown = unknownIds();
    const wrong: unknown[] = [];
    for (const { route, role, client } of attacks()) {
      const foreign = await asked(client, route, { path: pathOf(route, theirs), ids: theirs });
      const nobody = await asked(client, route, { path: pathOf(route, unknown), ids: unknown });
      const isClosed = [403, 404].includes(foreign.status);
      if (!isClosed || foreign.status !== nobody.status || foreign.text !== nobody.text) {
        wrong.push({ route: `${route.method} ${route.path}`, role, foreign, nobody });
      }
    }
    expect(wrong).toEqual([]);
    expect(await snapshotOf(world.installation, world.victim.id)).toEqual(before);
  });

  it('are no better below an id of one’s own', async () => {
    const before = await snapshotOf(world.installation, world.victim.id);
    const unknown = unknownIds();
    const wrong: unknown[] = [];
    for (const { route, role, client } of attacks().filter(({ route }) => pathIds(route).length > 1)) {
      const last = pathIds(route).at(-1) ?? '';
      const foreign = await asked(client, route, {
        path: pathOf(route, own, { [last]: theirs }),
        ids: theirs,
      });
      const nobody = await asked(client, route, {
        path: pathOf(route, own, { [last]: unknown }),
        ids: theirs,
      });
      if (foreign.status !== nobody.status || foreign.text !== nobody.text) {
        wrong.push({ route: `${route.method} ${route.path}`, role, foreign, nobody });
      }
    }
    expect(wrong).toEqual([]);
    expect(await snapshotOf(world.installation, world.victim.id)).toEqual(before);
  });

  it('filter like ids that nobody has', async () => {
    const filtered = routes.filter((route) => route.method === 'GET' && queryIds(route).length > 0);
    expect(filtered.length).toBeGreaterThan(1);
    const unknown = unknownIds();
    const wrong: unknown[] = [];
    for (const route of filtered) {
      for (const { name } of queryIds(route)) {
        for (const [role, client] of world.attacker.roles) {
          const query = (ids: Ids) => `${pathOf(route, own)}?${name}=${ids[queryKindOf(name) ?? 'account']}`;
          const foreign = await asked(client, route, { path: query(theirs), ids: own });
          const nobody = await asked(client, route, { path: query(unknown), ids: own });
          if (foreign.status !== nobody.status || foreign.text !== nobody.text) {
            wrong.push({ route: route.path, name, role, foreign, nobody });
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** Without the path, the trace and the moment, which no two answers share. */
function plain(body: unknown): string {
  const { instance, traceId, ...rest } = (body ?? {}) as Readonly<Record<string, unknown>>;
  return JSON.stringify(rest).replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'instant');
}
