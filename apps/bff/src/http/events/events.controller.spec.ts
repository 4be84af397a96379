import { ReadMe } from '@tributary/application';
import { networkId, wholeViewOf } from '@tributary/domain';
import { aMember } from '@tributary/domain/testing';
import type { Presence, SyncProgressEvent } from '@tributary/ports';
import { InMemoryProgressChannel } from '@tributary/ports/testing';
import { AGENCY } from '../../testing/in-process-bff';
import type { SignedInMember } from '../auth/signed-in';
import { EventsController, HEARTBEAT_MS } from './events.controller';

const MEMBER = aMember({ agencyId: AGENCY.id, role: 'viewer' });
const PRESENCE = { member: MEMBER, agency: AGENCY, isAlive: true, lacksSecondFactor: false };
const EVENT: SyncProgressEvent = {
  agencyId: AGENCY.id,
  accountId: 'account-1',
  network: networkId('hotmart'),
  runId: 'run-1',
  outcome: 'running',
  pages: 3,
  progress: 0.25,
  at: new Date('2026-03-14T12:00:00Z'),
  created: 1,
  changed: 2,
  unchanged: 3,
  quarantined: 0,
};
const LIFETIME_MS = 600_000;

/** Answers until the session is over. */
class Sessions extends ReadMe {
  isOver = false;

  constructor() {
    super(...([] as unknown as ConstructorParameters<typeof ReadMe>));
  }

  override presence(): Promise<Presence> {
    return this.isOver ? Promise.reject(new Error('session ended')) : Promise.resolve(PRESENCE);
  }
}

describe('EventsController', () => {
  let channel: InMemoryProgressChannel;
  let sessions: Sessions;
  let controller: EventsController;

  beforeEach(() => {
    jest.useFakeTimers();
    channel = new InMemoryProgressChannel();
    sessions = new Sessions();
    controller = new EventsController(channel, sessions);
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  function listen() {
    const signedIn: SignedInMember = {
      member: MEMBER,
      lacksSecondFactor: false,
      ...wholeViewOf(AGENCY),
      claims: {
        memberId: MEMBER.id,
        agencyId: AGENCY.id,
        familyId: 'family-1',
        role: 'viewer',
        method: 'password',
      },
      tokenExpiresAt: new Date(Date.now() + LIFETIME_MS),
    };
    const heard = { events: [] as (string | undefined)[], data: [] as unknown[], hasEnded: false };
    controller.stream(signedIn).subscribe({
      next: ({ type, data }) => {
        heard.events.push(type);
        heard.data.push(data);
      },
      complete: () => {
        heard.hasEnded = true;
      },
    });
    return heard;
  }

  it('tells the progress of its own agency, without the id of it', async () => {
    const heard = listen();
    await channel.publish(EVENT);
    const { agencyId, ...rest } = EVENT;
    expect(heard.data).toEqual([{ ...rest, at: '2026-03-14T12:00:00.000Z' }]);
    expect(JSON.stringify(heard.data)).not.toContain(agencyId);
    expect(heard.events).toEqual(['sync-progress']);
  });

  it('tells nothing of another agency', async () => {
    const heard = listen();
    await channel.publish({ ...EVENT, agencyId: '0198c0de-0000-4000-8000-00000000bbbb' });
    expect(heard.data).toEqual([]);
  });

  it('beats, so that no proxy takes it for dead', async () => {
    const heard = listen();
    await jest.advanceTimersByTimeAsync(2 * HEARTBEAT_MS);
    expect(heard).toMatchObject({ events: ['heartbeat', 'heartbeat'], hasEnded: false });
  });

  it('ends with the token, and lets go of the channel', async () => {
    const heard = listen();
    await jest.advanceTimersByTimeAsync(LIFETIME_MS - 1);
    expect(heard.hasEnded).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(heard.hasEnded).toBe(true);
    const before = heard.data.length;
    await channel.publish(EVENT);
    expect(heard.data).toHaveLength(before);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ends after signing out, at the next beat, in silence', async () => {
    const heard = listen();
    sessions.isOver = true;
    await jest.advanceTimersByTimeAsync(HEARTBEAT_MS);
    expect(heard).toMatchObject({ hasEnded: true, events: [] });
  });

  it('ends with the process', () => {
    const heard = listen();
    controller.beforeApplicationShutdown();
    expect(heard.hasEnded).toBe(true);
  });
});
