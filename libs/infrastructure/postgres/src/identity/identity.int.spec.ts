import { type Agency, currency, type Member, PLATFORM_AGENCY_ID } from '@tributary/domain';
import { aMember as member } from '@tributary/domain/testing';
import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../testing';
import { anAgency, rowsOf } from '../testing/world';
import { PostgresAgencyRepository } from './agency.repository';
import { PostgresMemberRepository } from './member.repository';
import { PostgresPresence } from './presence.repository';
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
afterEach(() => rowsOf(database.owner, 'delete from agency'));

function aMember(overrides: Partial<Member> = {}): Member {
  return member({ id: memberId, agencyId, email: 'Ada@Example.com', ...overrides });
}

const aToken = () => ({
  id: randomUUID(),
  tokenHash: randomUUID(),
  expiresAt: new Date(Date.now() + HOUR),
});

describe('agencies and members', () => {
  it('keep every field', async () => {
    const agency: Agency = {
      id: randomUUID(),
      name: 'Agence du Nord',
      reportingCurrency: currency('EUR'),
      timeZone: 'Europe/Paris',
      locale: 'fr-FR',
      kind: 'customer',
      suspendedAt: null,
    };
    const agencies = new PostgresAgencyRepository(database.orm);
    await agencies.add(agency);
    expect(await agencies.find(agency.id)).toEqual(agency);
    expect(await agencies.find(randomUUID())).toBeNull();
    expect(await members.find(agencyId, memberId)).toEqual(aMember());
  });

  it('are suspended since the first time, until they are not', async () => {
    const agencies = new PostgresAgencyRepository(database.orm);
    expect(await agencies.find(agencyId)).toMatchObject({ suspendedAt: null });
    await agencies.setSuspended(agencyId, true);
    const suspendedAt = (await agencies.find(agencyId))?.suspendedAt;
    expect(suspendedAt).toBeInstanceOf(Date);
    await agencies.setSuspended(agencyId, true);
    expect(await agencies.find(agencyId)).toMatchObject({ suspendedAt });
    await agencies.setSuspended(agencyId, false);
    expect(await agencies.find(agencyId)).toMatchObject({ suspendedAt: null });
  });

  it('have one platform among them, which is never suspended', async () => {
    const agencies = new PostgresAgencyRepository(database.orm);
    const platform: Agency = {
      ...{ id: PLATFORM_AGENCY_ID, name: 'Platform', reportingCurrency: currency('EUR'), timeZone: 'UTC' },
      ...{ locale: 'en-GB', kind: 'platform', suspendedAt: null },
    };
    await agencies.add(platform);
    await expect(agencies.add({ ...platform, id: randomUUID() })).rejects.toThrow(/agency_platform_unique/);
    await agencies.setSuspended(platform.id, true);
    expect(await agencies.find(platform.id)).toEqual(platform);
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
  it('lets one of two simultaneous uses through and then trusts neither', async () => {
    const session = { ...aToken(), familyId: randomUUID(), agencyId, memberId, method: 'password' as const };
    await sessions.add(session, {
      origin: { address: null, userAgent: null },
      endsAt: new Date(Date.now() + HOUR),
    });
    const uses = await Promise.all([1, 2].map(() => sessions.rotate(session.tokenHash, aToken())));
    expect(uses.map(({ outcome }) => outcome).toSorted()).toEqual(['reused', 'rotated']);
    const presence = await new PostgresPresence(database.orm).find(session);
    expect(presence).toMatchObject({ member: { id: memberId }, isAlive: false });
  });
});
