import type { ApiClient } from '@tributary/e2e-installation';
import { type ApiRoute, apiRoutes } from './api-routes';
import { bodyOf } from './bodies';
import { type Ids, idsOf, kindOf, queryKindOf, unknownIds } from './ids';
import { snapshotOf } from './snapshot';
import type { AttackingRole, TwoAgencies } from './two-agencies';

const FILE = 'Order ID,Date\n1,2026-03-14\n';

/** Their bodies name a client. */
const NAMED_IN_BODIES = ['changeNetworkAccount', 'inviteMember', 'changeMember'];

const MOMENT = /\d{4}-\d{2}-\d{2}[T ][\d:.]+(Z|[+-]\d{2}:?\d{2})?/g;

/** What a request was answered, without what is different in every answer. */
interface Told {
  readonly status: number;
  readonly text: string;
}

interface Attack {
  readonly route: ApiRoute;
  readonly role: AttackingRole;
  readonly client: ApiClient;
}

const pathIds = ({ path }: ApiRoute) => [...path.matchAll(/\{([\w-]+)\}/g)].map(([, name = '']) => name);

const namesAnId = (route: ApiRoute) => pathIds(route).some((name) => kindOf(route, name) !== null);

const queryIds = (route: ApiRoute) =>
  route.parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap(({ name }) => {
      const kind = queryKindOf(name);
      return kind === null ? [] : [{ name, kind }];
    });

/** The path with these ids; with those of `instead` for the parameters that it names. */
export function pathOf(route: ApiRoute, ids: Ids, instead: Readonly<Record<string, Ids>> = {}): string {
  return route.path.replaceAll(/\{([\w-]+)\}/g, (_, name: string) => {
    const kind = kindOf(route, name);
    if (kind === null) return name === 'day' ? '2026-10-01' : 'USD';
    return encodeURIComponent((instead[name] ?? ids)[kind]);
  });
}

async function asked({ client, route }: Attack, path: string, ids: Ids): Promise<Told> {
  const { method, operationId, bodyTypes } = route;
  const isFile = bodyTypes.includes('application/octet-stream');
  const body = bodyTypes.length > 0 && !isFile ? bodyOf(operationId, ids) : undefined;
  const answer = isFile
    ? await client.sendFile<unknown>(path, FILE)
    : await client.call<unknown>(method, path, body);
  return { status: answer.status, text: plain(answer.body) };
}

/** Without the path, the trace and the moment, which no two answers share. */
function plain(body: unknown): string {
  if (typeof body === 'string') return body.replaceAll(MOMENT, 'instant');
  const { instance, traceId, ...rest } = (body ?? {}) as Readonly<Record<string, unknown>>;
  return JSON.stringify(rest).replaceAll(MOMENT, 'instant');
}

/** Whoever could tell the two answers apart would know that the id exists. */
function difference({ route, role }: Attack, foreign: Told, nobody: Told): readonly unknown[] {
  if (foreign.status === nobody.status && foreign.text === nobody.text) return [];
  return [{ route: `${route.method} ${route.path}`, role, foreign, nobody }];
}

export function describeForeignIds(worldOf: () => TwoAgencies): void {
  describe('ids of another agency', () => {
    let world: TwoAgencies;
    let routes: readonly ApiRoute[];
    let theirs: Ids;
    let own: Ids;
    const unknown = unknownIds();

    beforeAll(async () => {
      world = worldOf();
      routes = await apiRoutes(world.app);
      theirs = await idsOf(world.installation, world.victim.id);
      own = await idsOf(world.installation, world.attacker.id);
    });

    const attacks = (chosen: (route: ApiRoute) => boolean): readonly Attack[] =>
      routes
        .filter((route) => !route.isPublic && chosen(route))
        .flatMap((route) => [...world.attacker.roles].map(([role, client]) => ({ route, role, client })));

    /** Also that nothing of theirs has changed by the attacks. */
    async function expectNone(wrong: () => Promise<readonly unknown[]>): Promise<void> {
      const before = await snapshotOf(world.installation, world.victim.id);
      expect(await wrong()).toEqual([]);
      expect(await snapshotOf(world.installation, world.victim.id)).toEqual(before);
    }

    it('exist: their owner is answered with them', async () => {
      const reads = routes.filter((route) => route.method === 'GET' && namesAnId(route));
      expect(reads.length).toBeGreaterThan(5);
      for (const route of reads.filter(({ path }) => !path.startsWith('platform/'))) {
        const { status } = await world.victim.owner.call('GET', pathOf(route, theirs));
        expect([route.path, status]).toEqual([route.path, 200]);
      }
    });

    it('are answered like ids that nobody has, on every route, to every role', async () => {
      await expectNone(async () => {
        const wrong: unknown[] = [];
        for (const attack of attacks(namesAnId)) {
          const foreign = await asked(attack, pathOf(attack.route, theirs), theirs);
          const nobody = await asked(attack, pathOf(attack.route, unknown), unknown);
          wrong.push(...difference(attack, foreign, nobody));
          if (![403, 404].includes(foreign.status)) wrong.push({ ...attack.route, foreign });
        }
        return wrong;
      });
    });

    it('are no better below an id of one’s own', async () => {
      await expectNone(async () => {
        const wrong: unknown[] = [];
        for (const attack of attacks((route) => pathIds(route).length > 1)) {
          const last = pathIds(attack.route).at(-1) ?? '';
          const below = (ids: Ids) => asked(attack, pathOf(attack.route, own, { [last]: ids }), own);
          wrong.push(...difference(attack, await below(theirs), await below(unknown)));
        }
        return wrong;
      });
    });

    it('are no better in a body, beside ids of one’s own', async () => {
      await expectNone(async () => {
        const wrong: unknown[] = [];
        const foreignBody: Ids = { ...own, client: theirs.client };
        const unknownBody: Ids = { ...own, client: unknown.client };
        const taking = (route: ApiRoute) =>
          NAMED_IN_BODIES.includes(route.operationId) && route.bodyTypes.length > 0;
        for (const attack of attacks(taking)) {
          const path = pathOf(attack.route, own);
          const foreign = await asked(attack, path, foreignBody);
          wrong.push(...difference(attack, foreign, await asked(attack, path, unknownBody)));
          if (foreign.status < 400) wrong.push({ ...attack.route, foreign });
        }
        return wrong;
      });
    });

    it('filter like ids that nobody has', async () => {
      await expectNone(async () => {
        const wrong: unknown[] = [];
        for (const attack of attacks((route) => route.method === 'GET' && queryIds(route).length > 0)) {
          const path = pathOf(attack.route, own);
          for (const { name, kind } of queryIds(attack.route)) {
            const filtered = (ids: Ids) => asked(attack, `${path}?${name}=${ids[kind]}`, own);
            wrong.push(...difference(attack, await filtered(theirs), await filtered(unknown)));
          }
        }
        return wrong;
      });
    });
  });
}
