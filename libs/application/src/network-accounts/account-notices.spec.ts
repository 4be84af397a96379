import type { AccountHealth, NetworkAccount, SaleRhythm } from '@tributary/domain';
import { aNetworkAccount } from '@tributary/domain/testing';
import { noticesOf } from './account-notices';

const HOUR = 3_600_000;
const NOW = new Date('2026-03-14T12:00:00Z');
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR);
const READ = { history: { checkpoint: NOW, lastWarmAt: NOW, lastColdAt: NOW }, lastGoodSyncAt: NOW };

/** Five weeks with so many sales every hour, the last one so many hours ago. */
function rhythm(perHour: (index: number) => number, hoursAgo: number): SaleRhythm {
  const counts = Array.from({ length: 840 }, (_, index) => perHour(index));
  return { accountId: 'a', lastSaleAt: ago(hoursAgo), hours: { from: ago(hoursAgo + 840), counts } };
}
const BUSY = (index: number) => 1 + (index % 2);

const notices = (
  account: Partial<NetworkAccount>,
  health: AccountHealth = 'fresh',
  own: SaleRhythm | null = null,
) => noticesOf({ account: aNetworkAccount(account), health, networkName: 'JVZoo', rhythm: own });

describe('noticesOf', () => {
  it('says nothing of an account that sells as usual, or of which too little is known', () => {
    expect(notices(READ, 'fresh', rhythm(BUSY, 1))).toEqual([]);
    expect(notices(READ)).toEqual([]);
  });

  it('tells a quiet account from a broken one, in its own rhythm', () => {
    expect(notices(READ, 'fresh', rhythm(BUSY, 31))).toEqual([
      {
        kind: 'quiet',
        since: ago(31),
        message: 'No sale for 31 hours; usually one every 40 minutes. The connection itself answers.',
        nextStep: "Look at JVZoo's own dashboard, and check that the offer is still open and its links work.",
      },
    ]);
    const [rare] = notices(
      READ,
      'fresh',
      rhythm((index) => Number(index % 24 === 0), 10 * 24),
    );
    expect(rare?.message).toContain('No sale for 10 days; usually one every 24 hours.');
    const [often] = notices(
      READ,
      'fresh',
      rhythm(() => 60, 5),
    );
    expect(often?.message).toContain('No sale for 5 hours; usually one every minute.');
  });

  it.each<AccountHealth>(['late', 'needs-attention', 'backfilling', 'waiting', 'paused'])(
    'calls nothing quiet that is %s: it may have sold',
    (health) => {
      expect(notices(READ, health, rhythm(BUSY, 31))).toEqual([]);
    },
  );

  it('measures silence up to what was read, not up to now', () => {
    const history = { ...READ.history, checkpoint: ago(30) };
    expect(notices({ ...READ, history }, 'fresh', rhythm(BUSY, 31))).toEqual([]);
  });

  it('keeps an empty answer until it is cleared, whatever else holds', () => {
    const emptyAnswer = { since: ago(3), message: 'JVZoo told of no sale.' };
    expect(notices({ ...READ, emptyAnswer })).toMatchObject([{ kind: 'empty-answer', ...emptyAnswer }]);
    expect(notices({ ...READ, emptyAnswer }, 'paused')).toEqual([]);
  });

  it('says that the network is down, and that nothing is lost', () => {
    const [notice, ...others] = notices({ ...READ, outageSince: ago(1) }, 'late', rhythm(BUSY, 31));
    expect(notice).toMatchObject({ kind: 'network-outage', since: ago(1) });
    expect(notice?.message).toContain('JVZoo answers none of its connections. Nothing is lost');
    expect(others).toEqual([]);
  });
});
