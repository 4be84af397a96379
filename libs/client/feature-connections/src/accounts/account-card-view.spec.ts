import { aMessage, aNetwork, anAccount, aRefusedAccount, aRun, NOW, PLAIN_WORDS } from '../testing';
import { accountCardView, type CardContext } from './account-card-view';

const JVZOO = aNetwork({ id: 'jvzoo', name: 'JVZoo', monogram: 'JV', slot: 5 });

function context(change: Partial<CardContext> = {}): CardContext {
  return { network: aNetwork(), client: null, live: null, now: NOW, words: PLAIN_WORDS, ...change };
}

describe('account card', () => {
  it('shows a fresh account with the counts of its newest finished run', () => {
    const running = aRun({ id: 'run-9', outcome: 'running', created: 99 });
    const card = accountCardView(anAccount({ recentRuns: [running, aRun()] }), context());
    expect(card.health).toEqual({ kind: 'fresh', text: 'Fresh' });
    expect(card.counts.map(({ label, value }) => `${value} ${label}`)).toEqual([
      '3 New',
      '2 Changed',
      '118 Unchanged',
      '0 Quarantined',
    ]);
    expect(card.times.map(({ value }) => value)).toEqual(['2026-11-20 13:26', '14:26']);
    expect(card.keyHint).toBe('API key ends in 7K2Q');
    expect(card.isReading).toBe(true);
    expect(card.failure).toBeNull();
  });

  it('counts what the network told, not what was read again from what is kept aside', () => {
    const replay = aRun({ id: 'run-9', tier: 'replay', created: 99 });
    const card = accountCardView(anAccount({ recentRuns: [replay, aRun()] }), context());
    expect(card.counts[0]).toMatchObject({ label: 'New', value: '3' });
  });

  it('marks quarantined rows', () => {
    const card = accountCardView(anAccount({ recentRuns: [aRun({ quarantined: 1 })] }), context());
    expect(card.counts.filter(({ isWarning }) => isWarning).map(({ label }) => label)).toEqual([
      'Quarantined',
    ]);
  });

  it('tells of rows that are kept aside, and of none when there is none', () => {
    expect(accountCardView(anAccount({ quarantinedRows: 3 }), context()).keptAside).toBe(
      '3 rows could not be read and are kept aside. They are not in the figures.',
    );
    expect(accountCardView(anAccount(), context()).keptAside).toBeNull();
  });

  it('tells of days on which the network states other figures, and only then', () => {
    const { reconciliation } = anAccount();
    const differing = (change: Partial<typeof reconciliation>) =>
      accountCardView(anAccount({ reconciliation: { ...reconciliation, ...change } }), context()).differing;
    expect(differing({ state: 'differs', differingDays: 2 })).toBe(
      'ClickBank states other figures on 2 of 31 days.',
    );
    for (const state of ['matches', 'not-offered', 'not-read'] as const) {
      expect(differing({ state })).toBeNull();
    }
  });

  it('tells who refused the key, in its words, since when, and what is missing', () => {
    const card = accountCardView(aRefusedAccount(), context({ network: JVZOO }));
    expect(card.health).toEqual({ kind: 'needs-attention', text: 'Key refused' });
    expect(card.failure?.tone).toBe('error');
    expect(card.failure?.lead).toBe(
      'JVZoo refused this key on 2026-11-18 at 08:12 and at each of the 53 runs since.',
    );
    expect(card.failure?.text).toBe(
      'JVZoo answered "Invalid key". JVZoo sales since then are missing from every total. ' +
        'Create a new key at JVZoo, then replace it here. Sales and history stay.',
    );
    expect(card.times.map(({ label }) => label)).toEqual(['Last good sync']);
  });

  it('says that nothing is lost when a network is only late', () => {
    const late = anAccount({
      health: 'late',
      lastGoodSyncAt: '2026-11-20T11:22:00Z',
      nextSyncAt: '2026-11-20T13:40:00Z',
      failure: {
        kind: 'network-unavailable',
        message: 'MaxWeb answered 503.',
        since: '2026-11-20T12:22:00Z',
        attempts: 2,
      },
    });
    const card = accountCardView(late, context());
    expect(card.health).toEqual({ kind: 'late', text: 'Late, 2 h 10 min' });
    expect(card.failure).toEqual({
      tone: 'warning',
      lead: '',
      text: 'MaxWeb answered 503 (2 times in a row). Nothing is lost, the window is read again at 13:40.',
    });
    expect(card.times.map(({ label }) => label)).toEqual(['Last good sync', 'Next try']);
  });

  it('says within one run that the newest try failed, before an hour has passed', () => {
    const failure = {
      kind: 'network-unavailable',
      message: 'MaxWeb answered 503.',
      since: '2026-11-20T13:30:00Z',
      attempts: 1,
    } as const;
    const chip = (lastGoodSyncAt: string | null) =>
      accountCardView(anAccount({ health: 'late', lastGoodSyncAt, failure }), context()).health.text;
    expect(chip('2026-11-20T12:40:00Z')).toBe('Newest try failed');
    expect(chip('2026-11-20T12:32:00Z')).toBe('Late, 1 h');
    expect(chip(null)).toBe('Not read yet');
  });

  it('says in one line that its network is down, and when it is tried again', () => {
    const since = '2026-11-20T13:10:00Z';
    const waiting = anAccount({
      health: 'late',
      outageSince: since,
      failure: { kind: 'network-unavailable', message: 'No answer.', since, attempts: 1 },
      notices: [{ kind: 'network-outage', since, message: 'JVZoo is down.', nextStep: 'Nothing to do.' }],
    });
    const card = accountCardView(waiting, context({ network: JVZOO }));
    expect(card.health.text).toBe('Network down');
    expect(card.failure).toEqual({
      tone: 'warning',
      lead: '',
      text: 'JVZoo answers none of its connections. Nothing is lost, this one is tried again at 14:26.',
    });
    expect(card.notices).toEqual([]);
    expect(card.isWaitingForNetwork).toBe(true);
    expect(card.times.map(({ label }) => label)).toEqual(['Last good sync', 'Next try']);
  });

  it('still says that a key was refused while its network is down', () => {
    const refused = aRefusedAccount({ outageSince: '2026-11-20T13:10:00Z' });
    expect(accountCardView(refused, context({ network: JVZOO })).failure?.tone).toBe('error');
  });

  it('counts a backfill first, then its share and the time left', () => {
    const account = anAccount({
      health: 'backfilling',
      lastGoodSyncAt: null,
      backfillFrom: '2026-11-01',
      readUntil: '2026-11-06T00:00:00Z',
      recentRuns: [aRun({ id: 'run-2', outcome: 'running', startedAt: '2026-11-20T13:22:00Z' })],
    });
    const live = aMessage({ progress: 0.5 });
    const card = accountCardView(account, context({ live }));
    expect(card.health.text).toBe('Backfilling, 50%');
    expect(card.backfill).toEqual({
      daysRead: '10 of 20 days',
      detail: 'since 2026-11-01, oldest first, now at 2026-11-06',
      share: 0.5,
      counts: [
        { value: '40', label: 'sales read' },
        { value: '3', label: 'pages' },
        { value: '1', label: 'quarantined' },
      ],
      timeLeft: 'about 10 min left',
    });
    expect(card.counts).toEqual([]);
  });

  it('counts the progress of a reading that goes on from where its window starts', () => {
    const run = aRun({
      id: 'run-2',
      tier: 'backfill',
      outcome: 'running',
      windowFrom: '2026-11-10T13:32:00Z',
      windowTo: NOW.toISOString(),
    });
    const account = anAccount({ health: 'backfilling', backfillFrom: '2026-10-31', recentRuns: [run] });
    const share = (progress: number) =>
      accountCardView(account, context({ live: aMessage({ progress }) })).backfill?.share;
    expect(share(0)).toBeCloseTo(0.51, 1);
    expect(share(0.5)).toBeCloseTo(0.76, 1);
    expect(share(1)).toBe(1);
  });

  it('never goes back behind what is stored', () => {
    const account = anAccount({
      health: 'backfilling',
      backfillFrom: '2026-11-01',
      readUntil: '2026-11-19T00:00:00Z',
    });
    const card = accountCardView(account, context({ live: aMessage({ progress: 0.1 }) }));
    expect(card.backfill?.share).toBeGreaterThan(0.9);
  });

  it('says what comes next before the first run', () => {
    const card = accountCardView(
      anAccount({ health: 'waiting', lastGoodSyncAt: null, recentRuns: [] }),
      context(),
    );
    expect(card.waiting).toContain('since 2026-01-01');
    expect(card.bars).toEqual([]);
    expect(card.barsSummary).toBe('No run yet.');
    expect(card.times[0]?.value).toBe('never');
  });

  it('keeps a network without description readable', () => {
    const card = accountCardView(anAccount({ network: 'seventh-river' }), context({ network: null }));
    expect(card.network).toEqual({ name: 'seventh-river', monogram: 'SE', slot: 9 });
  });

  it('says nothing about a failure while paused', () => {
    const card = accountCardView(aRefusedAccount({ isPaused: true, health: 'paused' }), context());
    expect(card.failure).toBeNull();
    expect(card.times[1]).toMatchObject({ label: 'Next sync', value: 'paused' });
  });
});
