import { InProcessBff } from '../../testing/in-process-bff';
import { SNAPSHOT_KINDS } from './audit-snapshots';
import { AUDITED_EXTENSION, type AuditedRoute } from './audited';

/** Routes that change something and leave no entry by themselves, with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'POST auth/sign-in': 'nobody is signed in yet: the use case records',
  'POST auth/second-factor': 'nobody is signed in yet: the use case records',
  'POST auth/refresh': 'every ten minutes, by itself; a reused token is recorded by the use case',
  'POST auth/sign-out': 'the access token may be gone: the use case records',
  'POST auth/invitation': 'only looks at what its link is about',
  'POST auth/invitation/accept': 'nobody is signed in yet: the use case records',
  'POST auth/password-reset': 'nobody is signed in, and whether the account exists is not told',
  'POST auth/password-reset/open': 'only looks at whose link it is',
  'POST auth/password-reset/complete': 'nobody is signed in: the use case records',
  'POST changes/looked': "a mark for the member's own eyes",
  'POST sync/trigger': 'the clock of the installation, of no agency; runs have a log of their own',
};

/** Kinds of which the action says everything. */
const WITHOUT_SNAPSHOT = ['session', 'sale'];

describe('routes that change something', () => {
  const routes = new Map<string, AuditedRoute | undefined>();

  beforeAll(async () => {
    const bff = await InProcessBff.start();
    const response = await fetch(`${bff.url}/api/openapi.json`);
    await bff.close();
    const { paths } = (await response.json()) as {
      paths: Record<string, Record<string, { [AUDITED_EXTENSION]?: AuditedRoute }>>;
    };
    for (const [path, item] of Object.entries(paths)) {
      for (const [verb, operation] of Object.entries(item)) {
        const name = `${verb.toUpperCase()} ${path.replace('/api/v1/', '')}`;
        routes.set(name, operation[AUDITED_EXTENSION]);
      }
    }
  });

  const audited = () => [...routes.values()].filter((route) => route !== undefined);

  it('are audited, but for those with a reason not to be', () => {
    const changing = [...routes].filter(([name]) => !name.startsWith('GET '));
    expect(changing.length).toBeGreaterThan(20);
    const missing = changing.filter(([, route]) => !route).map(([name]) => name);
    expect(missing.toSorted()).toEqual(Object.keys(EXCEPTIONS).toSorted());
  });

  it('say what they do as a noun and a verb', () => {
    for (const { action } of audited()) expect(action).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
  });

  it('tell before and after of what they are done to, but for kinds of which the action says it all', () => {
    const kinds = new Set(audited().flatMap(({ target }) => target ?? []));
    const known = [...SNAPSHOT_KINDS, ...WITHOUT_SNAPSHOT];
    expect([...kinds].filter((kind) => !known.includes(kind))).toEqual([]);
  });
});
