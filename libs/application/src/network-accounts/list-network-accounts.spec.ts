import {
  InMemoryQuarantineRepository,
  InMemoryReconciliationRepository,
  InMemorySaleRhythmRepository,
  InMemorySyncRunRepository,
} from '@tributary/ports/testing';
import { AGENCY, CLICKBANK, Office } from '../testing/office';
import { ChangeNetworkAccount } from './change-network-account';
import { ListNetworkAccounts } from './list-network-accounts';

const WINDOW = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-14T00:00:00Z') };

describe('connections', () => {
  let office: Office;
  let list: ListNetworkAccounts;
  let runs: InMemorySyncRunRepository;
  beforeEach(async () => {
    office = await Office.open();
    runs = new InMemorySyncRunRepository(office.storage);
    const quarantine = new InMemoryQuarantineRepository(office.storage);
    const reconciliation = new InMemoryReconciliationRepository(office.storage);
    const rhythms = new InMemorySaleRhythmRepository(office.storage);
    const { accounts, networks, clock } = office;
    const ports = { accounts, runs, quarantine, reconciliation, rhythms, networks, clock };
    list = new ListNetworkAccounts(ports);
  });

  it('are listed with their health and last runs, newest first', async () => {
    const accountId = await office.connectFresh();
    const key = { agencyId: AGENCY.id, accountId, network: CLICKBANK };
    for (let run = 0; run < 30; run += 1) {
      office.clock.advance(1000);
      const id = await runs.begin(key, { trigger: 'schedule', tier: 'hot', window: WINDOW });
      await runs.finish(key, id, null);
    }
    const other = await office.connect();
    const states = await list.run(AGENCY.id);
    expect(states).toMatchObject([
      { account: { id: accountId }, health: 'fresh', notices: [] },
      { account: { id: other }, health: 'waiting', recentRuns: [], quarantinedRows: 0 },
    ]);
    const started = (states[0]?.recentRuns ?? []).map((run) => run.startedAt.getTime());
    expect(started).toHaveLength(24);
    expect(started).toEqual(
      Array.from({ length: 24 }, (_, ago) => office.clock.now().getTime() - ago * 1000),
    );
  });

  it('carry what a person should know, each its own', async () => {
    const [accountId, other] = [await office.connectFresh(), await office.connectFresh()];
    const key = { agencyId: AGENCY.id, accountId, network: CLICKBANK };
    const runId = await runs.begin(key, { trigger: 'schedule', tier: 'hot', window: WINDOW });
    await runs.warn(key, runId, { kind: 'empty-answer', message: 'ClickBank told of no sale.' });
    const since = office.clock.now();
    expect((await list.one(AGENCY.id, accountId)).notices).toMatchObject([
      { kind: 'empty-answer', since, message: 'ClickBank told of no sale.' },
    ]);
    expect((await list.one(AGENCY.id, other)).notices).toEqual([]);
  });

  it('are paused and resumed, and paused ones are told as such', async () => {
    const accountId = await office.connectFresh();
    const changes = new ChangeNetworkAccount(office.accounts, office.clientAccounts);
    expect(await changes.run(AGENCY.id, accountId, { isPaused: true })).toMatchObject({
      id: accountId,
      isPaused: true,
    });
    expect((await list.one(AGENCY.id, accountId)).health).toBe('paused');
    expect(await changes.run(AGENCY.id, accountId, { isPaused: false })).toMatchObject({ isPaused: false });
    expect((await list.one(AGENCY.id, accountId)).health).toBe('fresh');
  });

  it('of another agency are unknown', async () => {
    const accountId = await office.connect();
    const changes = new ChangeNetworkAccount(office.accounts, office.clientAccounts);
    const attempt = changes.run('another', accountId, { isPaused: true });
    await expect(attempt).rejects.toMatchObject({ code: 'not-found' });
    await expect(list.one('another', accountId)).rejects.toMatchObject({ code: 'not-found' });
    expect((await list.one(AGENCY.id, accountId)).account.isPaused).toBe(false);
  });
});
