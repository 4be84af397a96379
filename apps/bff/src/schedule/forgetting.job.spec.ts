import { ForgetEndedSessions, ForgetOldAttempts } from '@tributary/application';
import { aMember } from '@tributary/domain/testing';
import {
  InMemoryAgencyRepository,
  InMemoryAttemptLimiter,
  InMemoryMemberSessions,
  InMemorySessionRepository,
  SettableClock,
} from '@tributary/ports/testing';
import { AGENCY } from '../testing/in-process-bff';
import { ForgettingJob } from './forgetting.job';

const DAY = 86_400_000;
const { id: memberId } = aMember();

describe('ForgettingJob', () => {
  const clock = new SettableClock();
  const sessions = new InMemorySessionRepository(clock);
  const memberSessions = new InMemoryMemberSessions(sessions);
  const attempts = new InMemoryAttemptLimiter(clock);
  let job: ForgettingJob;

  beforeAll(async () => {
    const agencies = new InMemoryAgencyRepository();
    await agencies.add(AGENCY);
    const forget = new ForgetEndedSessions(agencies, memberSessions, clock);
    job = new ForgettingJob(forget, new ForgetOldAttempts(attempts));
  });

  it('removes a session a month after it ended, and not before', async () => {
    const in1Day = new Date(clock.now().getTime() + DAY);
    const key = { agencyId: AGENCY.id, memberId, familyId: 'family' };
    const token = { id: 'token', tokenHash: 'hash', expiresAt: in1Day, method: 'password' } as const;
    await sessions.add({ ...key, ...token }, { origin: { address: null, userAgent: null }, endsAt: in1Day });
    clock.advance(30 * DAY);
    await job.forgetSessions();
    expect(sessions.familyCount).toBe(1);
    clock.advance(2 * DAY);
    await job.forgetSessions();
    expect(sessions.familyCount).toBe(0);
  });

  it('removes attempts that are paid off', async () => {
    await attempts.take([{ subject: 'hash', burst: 5, refillMs: 1_000 }]);
    await job.forgetAttempts();
    expect(attempts.paidOffAt.size).toBe(1);
    clock.advance(1_000);
    await job.forgetAttempts();
    expect(attempts.paidOffAt.size).toBe(0);
  });
});
