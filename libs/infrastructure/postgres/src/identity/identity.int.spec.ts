import { currency, type Member } from '@tributary/domain';
import { aMember as member } from '@tributary/domain/testing';
import type { RefreshSession } from '@tributary/ports';
import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../testing';
import { anAgency, rowsOf } from '../testing/world';
import { PostgresAgencyRepository } from './agency.repository';
import { PostgresMemberRepository } from './member.repository';
import { PostgresSessionRepository } from './session.repository';

const HOUR = 3_600_000;

let database: TestDatabase;
let members: PostgresMemberRepository;
let sessions: PostgresSessionRepository;
let agencyId: string;
let memberId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  members = new PostgresMemberRepository(database.orm);
  sessions = new PostgresSessionRepository(database.orm);
});
afterAll(() => database.drop());
beforeEach(async () => {
  agencyId = await anAgency(database.orm);
  memberId = randomUUID();
  await members.add(aMember(), 'hash');
});
afterEach(() => rowsOf(database.orm, 'delete from agency'));

function aMember(overrides: Partial<Member> = {}): Member {
  return member({ id: memberId, agencyId, email: 'Ada@Example.com', ...overrides });
}

function aSession(overrides: Partial<RefreshSession> = {}): RefreshSession {
  return {
    id: randomUUID(),
    familyId: randomUUID(),
    agencyId,
    memberId,
    expiresAt: new Date(Date.now() + HOUR),
    tokenHash: randomUUID(),
    ...overrides,
  };
}

const aSuccessor = () => ({
  id: randomUUID(),
  tokenHash: randomUUID(),
  expiresAt: new Date(Date.now() + HOUR),
});

describe('agencies and members', () => {
  it('keep every field', async () => {
    const agency = {
      id: randomUUID(),
      name: 'Agence du Nord',
      reportingCurrency: currency('EUR'),
      timeZone: 'Europe/Paris',
      locale: 'fr-FR',
    };
    const agencies = new PostgresAgencyRepository(database.orm);
    await agencies.add(agency);
    expect(await agencies.find(agency.id)).toEqual(agency);
    expect(await agencies.find(randomUUID())).toBeNull();
    expect(await members.find(agencyId, memberId)).toEqual(aMember());
  });

  it('are found by e-mail without regard to case, and one e-mail is one member everywhere', async () => {
    expect(await members.findByEmail('ADA@example.COM')).toEqual({ member: aMember(), passwordHash: 'hash' });
    expect(await members.findByEmail('nobody@example.com')).toBeNull();
    const twin = aMember({
      id: randomUUID(),
      agencyId: await anAgency(database.orm),
      email: 'ada@example.com',
    });
    await expect(members.add(twin, 'hash')).rejects.toThrow(/member_email_unique/);
  });

  it('are not found in another agency', async () => {
    expect(await members.find(await anAgency(database.orm), memberId)).toBeNull();
  });
});

describe('PostgresSessionRepository', () => {
  it('rotates a token into its successor of the same family, once', async () => {
    const session = aSession();
    const next = aSuccessor();
    await sessions.add(session);
    expect(await sessions.rotate(session.tokenHash, next)).toEqual({ ...session, ...next });
    expect(await sessions.isAlive(agencyId, session.familyId)).toBe(true);
    expect(await sessions.rotate(next.tokenHash, aSuccessor())).not.toBeNull();
  });

  it('revokes the whole family when a used token comes again', async () => {
    const session = aSession();
    const next = aSuccessor();
    const bystander = aSession();
    await sessions.add(session);
    await sessions.add(bystander);
    await sessions.rotate(session.tokenHash, next);
    expect(await sessions.rotate(session.tokenHash, aSuccessor())).toBeNull();
    expect(await sessions.isAlive(agencyId, session.familyId)).toBe(false);
    expect(await sessions.rotate(next.tokenHash, aSuccessor())).toBeNull();
    expect(await sessions.isAlive(agencyId, bystander.familyId)).toBe(true);
  });

  it('lets one of two simultaneous uses through and then trusts neither', async () => {
    const session = aSession();
    await sessions.add(session);
    const uses = await Promise.all([1, 2].map(() => sessions.rotate(session.tokenHash, aSuccessor())));
    expect(uses.filter((use) => use !== null)).toHaveLength(1);
    expect(await sessions.isAlive(agencyId, session.familyId)).toBe(false);
  });

  it('knows no unknown, expired or revoked token', async () => {
    const expired = aSession({ expiresAt: new Date(Date.now() - 1_000) });
    const revoked = aSession();
    await sessions.add(expired);
    await sessions.add(revoked);
    await sessions.revokeFamily(revoked.tokenHash);
    for (const tokenHash of [expired.tokenHash, revoked.tokenHash, 'unknown']) {
      expect(await sessions.rotate(tokenHash, aSuccessor())).toBeNull();
    }
    expect(await sessions.isAlive(agencyId, expired.familyId)).toBe(false);
    expect(await sessions.isAlive(agencyId, revoked.familyId)).toBe(false);
    expect(await sessions.isAlive(agencyId, randomUUID())).toBe(false);
  });

  it('is alive in its own agency only', async () => {
    const session = aSession();
    await sessions.add(session);
    expect(await sessions.isAlive(await anAgency(database.orm), session.familyId)).toBe(false);
  });
});
