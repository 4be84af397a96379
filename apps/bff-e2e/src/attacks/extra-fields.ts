import { type ApiRoute, apiRoutes } from './api-routes';
import { bodyOf } from './bodies';
import { type Ids, idsOf, kindOf } from './ids';
import { snapshotOf } from './snapshot';
import type { TwoAgencies } from './two-agencies';

/** What an object of the database or of another route has, and no body may bring along. */
const EXTRAS: Readonly<Record<string, unknown>> = {
  agencyId: '0198c0de-0000-4000-8000-00000000ffff',
  agency: { id: '0198c0de-0000-4000-8000-00000000ffff' },
  id: '0198c0de-0000-4000-8000-00000000fffe',
  memberId: '0198c0de-0000-4000-8000-00000000fffd',
  isDisabled: false,
  permissions: ['manage-platform'],
  status: 'completed',
  nextDueAt: '2026-01-01T00:00:00Z',
  createdAt: '2026-01-01T00:00:00Z',
  passwordHash: 'x',
};

/** What is no extra for an operation that has it. */
const OWN_FIELDS: Readonly<Record<string, readonly string[]>> = { changeMember: ['isDisabled'] };

export function describeExtraFields(worldOf: () => TwoAgencies): void {
  describe('fields that a body does not have', () => {
    let world: TwoAgencies;
    let routes: readonly ApiRoute[];
    let own: Ids;

    beforeAll(async () => {
      world = worldOf();
      routes = await apiRoutes(world.app);
      own = await idsOf(world.installation, world.attacker.id);
    });

    const pathOf = (route: ApiRoute) =>
      route.path.replaceAll(/\{([\w-]+)\}/g, (_, name: string) => {
        const kind = kindOf(route, name);
        return kind === null ? name : encodeURIComponent(own[kind]);
      });

    /** Whether the answer names the field as one that does not belong there. */
    async function isRefused(route: ApiRoute, name: string): Promise<boolean> {
      const body = { ...bodyOf(route.operationId, own), [name]: EXTRAS[name] };
      const answer = await world.attacker.owner.problem(route.method, pathOf(route), body);
      return answer.status === 400 && (answer.body.errors ?? []).some(({ field }) => field === name);
    }

    it('are refused by every route that takes one, and nothing changes', async () => {
      const taking = routes.filter(({ bodyTypes }) => bodyTypes.includes('application/json'));
      expect(taking.length).toBeGreaterThan(5);
      const before = await snapshotOf(world.installation, world.attacker.id);
      const taken: string[] = [];
      for (const route of taking.filter(({ path }) => !path.startsWith('platform/'))) {
        const fields = OWN_FIELDS[route.operationId] ?? [];
        for (const name of Object.keys(EXTRAS).filter((one) => !fields.includes(one))) {
          if (!(await isRefused(route, name))) taken.push(`${route.operationId} ${name}`);
        }
      }
      expect(taken).toEqual([]);
      expect(await snapshotOf(world.installation, world.attacker.id)).toEqual(before);
    });
  });
}
