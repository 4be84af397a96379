import { networkId, type Sale } from '@tributary/domain';
import { aSale } from '@tributary/domain/testing';
import { InMemorySaleRepository, InMemorySyncRunRepository, newPage } from '@tributary/ports/testing';
import { randomUUID } from 'node:crypto';
import { AGENCY, InProcessBff } from '../testing/in-process-bff';

const DAY = 86_400_000;
const HOTMART = networkId('hotmart');
const CLICKBANK = networkId('clickbank');
/** Found in no other text. */
const COMMISSION = '7391.17';
const GROSS = '15283.61';
const OURS = ['OURS-ORDER-4711', 'Our own course', 'our own account', 'hotmart'];

describe('what a client login can read', () => {
  let bff: InProcessBff;
  let theirs: string;
  let ours: string;
  const client = { id: randomUUID(), agencyId: AGENCY.id, name: 'Acme' };
  const tokens = { money: '', index: '', nothing: '', team: '' };

  beforeAll(async () => {
    bff = await InProcessBff.start();
    await bff.clients.add(client);
    theirs = await bff.connect({ clientId: client.id, label: 'their account' });
    ours = await bff.connect({ network: HOTMART, label: 'our own account' });
    const euros = { currency: 'EUR' as Sale['currency'], commissionCurrency: 'EUR' as Sale['currency'] };
    const sale = (externalOrderId: string, daysAgo: number, more: Partial<Sale> = {}) =>
      aSale({
        ...{ ...euros, externalOrderId, linkKey: externalOrderId, amount: GROSS, commission: COMMISSION },
        ...{ saleDate: new Date(bff.clock.now().getTime() - daysAgo * DAY), ...more },
      });
    const own = { productName: 'Our own course' };
    // Changed afterwards: so that there is something in the feed of changes, too.
    for (const commission of ['1', COMMISSION]) {
      const change = { commission };
      await store(theirs, CLICKBANK, [sale('THEIRS-1', 3, change), sale('THEIRS-2', 33, change)]);
      await store(ours, HOTMART, [sale('OURS-ORDER-4711', 3, { ...own, ...change })]);
    }
    const limited = { clientIds: [client.id] };
    tokens.money = (await bff.signIn('client', AGENCY, limited)).token;
    tokens.index = (await bff.signIn('client', AGENCY, { ...limited, figures: 'index' })).token;
    tokens.nothing = (await bff.signIn('client', AGENCY)).token;
    tokens.team = (await bff.signIn('owner')).token;
  });
  afterAll(() => bff.close());

  async function store(accountId: string, network: Sale['externalOrderId'], sales: readonly Sale[]) {
    const account = { agencyId: AGENCY.id, accountId, network: networkId(network) };
    const runs = new InMemorySyncRunRepository(bff.storage);
    await new InMemorySaleRepository(bff.storage).storePage(await newPage({ runs }, account, { sales }));
  }

  /** Every GET of the API document, its ids filled with what is another client's, and each list asked for it too. */
  async function everything(token: string, accountId: string, order: string): Promise<Map<string, string>> {
    const document = await fetch(`${bff.url}/api/openapi.json`);
    const { paths } = (await document.json()) as { paths: Record<string, Record<string, object>> };
    const gets = Object.entries(paths).flatMap(([path, item]) => ('get' in item ? [path] : []));
    const filled = gets
      .filter((path) => !path.endsWith('/events'))
      .map((path) => path.replace('/api/v1/', '').replace('{orderId}', order))
      .map((path) => path.replace('{currency}', 'USD').replace('{day}', '2026-03-14'))
      .map((path) => path.replace(/\{\w+\}/g, accountId));
    const narrowed = [`account=${accountId}`, `client=${client.id}`, 'network=hotmart', 'network=clickbank'];
    const lists = ['dashboard', 'sales', 'changes', 'changes/summary'];
    const moments = [`dashboard?asOf=${new Date(bff.clock.now().getTime() - 1000).toISOString()}`];
    const asked = lists.flatMap((path) => narrowed.map((filter) => `${path}?${filter}`));
    const answers = new Map<string, string>();
    for (const path of [...filled, ...asked, ...moments, 'dashboard?days=60&clock=event-date']) {
      const text = await (await bff.call('GET', path, { token })).text();
      // A refusal repeats the address that was asked for.
      answers.set(path, text.replace(/"instance":"[^"]*"/, ''));
    }
    return answers;
  }

  const telling = (answers: Map<string, string>, words: readonly string[]) =>
    [...answers].filter(([, text]) => words.some((word) => text.includes(word))).map(([path]) => path);
  /** What anybody may know: the networks there are, and rates as they are published. */
  const PUBLIC = ['networks'];

  it('is of its own clients only, whatever it asks for', async () => {
    const answers = await everything(tokens.money, ours, 'OURS-ORDER-4711');
    expect(telling(answers, [...OURS, ours]).filter((path) => !PUBLIC.includes(path))).toEqual([]);
    expect(telling(answers, ['THEIRS-1']).toSorted()).toEqual(
      expect.arrayContaining(['changes', 'dashboard', 'sales']),
    );
    const team = await everything(tokens.team, ours, 'OURS-ORDER-4711');
    expect(telling(team, OURS).length).toBeGreaterThan(8);
  });

  it('is no amount for a login that sees an index, in no answer at all', async () => {
    const amounts = [COMMISSION, GROSS, '7391', '15283', '14782.34', '30567.22'];
    const answers = await everything(tokens.index, theirs, 'THEIRS-1');
    expect(telling(answers, amounts)).toEqual([]);
    const { kpis, figures, currency } = JSON.parse(answers.get('dashboard') ?? '') as {
      kpis: { id: string; value: string | null }[];
      figures: string;
      currency: string | null;
    };
    expect([figures, currency, kpis[0]?.id, kpis[0]?.value]).toEqual(['index', null, 'earnings', '100.00']);
    const money = await everything(tokens.money, theirs, 'THEIRS-1');
    expect(telling(money, amounts).length).toBeGreaterThan(8);
  });

  it('is nothing for a login without a client', async () => {
    const answers = await everything(tokens.nothing, theirs, 'THEIRS-1');
    const words = [...OURS, 'THEIRS', 'their account', 'clickbank', COMMISSION, theirs, ours];
    expect(telling(answers, words).filter((path) => !PUBLIC.includes(path))).toEqual([]);
  });

  it('is told with who it is: its accounts by their names, and no list of them for the team', async () => {
    const me = async (token: string) => {
      const answer = await bff.call('GET', 'me', { token });
      return ((await answer.json()) as { accounts?: unknown }).accounts;
    };
    expect(await me(tokens.money)).toEqual([{ id: theirs, network: 'clickbank', label: 'their account' }]);
    expect(await me(tokens.nothing)).toEqual([]);
    expect(await me(tokens.team)).toBeUndefined();
  });

  it('answers for a sale of another client as for one that is unknown', async () => {
    const read = async (path: string) => {
      const answer = await bff.call('GET', `sales/${path}/history`, { token: tokens.money });
      const { detail, status } = (await answer.json()) as { detail: string; status: number };
      return { detail, status };
    };
    expect(await read(`${ours}/OURS-ORDER-4711`)).toEqual(await read(`${randomUUID()}/unknown`));
    expect((await read(`${ours}/OURS-ORDER-4711`)).status).toBe(404);
  });

  it('follows its clients with the next request', async () => {
    const accounts = async () => {
      const answer = await bff.call('GET', 'dashboard', { token: tokens.money });
      return ((await answer.json()) as { accounts: { label: string }[] }).accounts
        .map(({ label }) => label)
        .toSorted();
    };
    const assign = (id: string, clientId: string | null) =>
      bff.call('PATCH', `network-accounts/${id}`, { token: tokens.team, body: { clientId } });
    expect(await accounts()).toEqual(['their account']);
    await assign(ours, client.id);
    expect(await accounts()).toEqual(['our own account', 'their account']);
    await assign(ours, null);
    await bff.call('DELETE', `clients/${client.id}`, { token: tokens.team });
    expect(await accounts()).toEqual([]);
  });
});
