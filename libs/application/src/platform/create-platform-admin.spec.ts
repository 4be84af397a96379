import { PLATFORM_AGENCY_ID } from '@tributary/domain';
import {
  CountingIdentifiers,
  InMemoryAgencyRepository,
  InMemoryAuditTrail,
  InMemoryMemberRepository,
  PlainPasswordHasher,
  SettableClock,
} from '@tributary/ports/testing';
import { CreatePlatformAdmin } from './create-platform-admin';

const ADA = { name: 'Ada', email: ' ada@operator.example ', password: 'correct horse battery' };

describe('CreatePlatformAdmin', () => {
  const agencies = new InMemoryAgencyRepository();
  const members = new InMemoryMemberRepository();
  const audit = new InMemoryAuditTrail(new SettableClock());
  const create = new CreatePlatformAdmin({
    ...{ agencies, members, audit },
    passwords: new PlainPasswordHasher(),
    identifiers: new CountingIdentifiers(),
  });

  it('makes the platform with the first of its admins, and takes it for the next', async () => {
    const ada = await create.run(ADA);
    expect(ada).toMatchObject({
      agencyId: PLATFORM_AGENCY_ID,
      role: 'platform-admin',
      email: 'ada@operator.example',
    });
    const platform = await agencies.find(PLATFORM_AGENCY_ID);
    expect(platform).toMatchObject({ kind: 'platform' });
    const grace = await create.run({ ...ADA, email: 'grace@operator.example' });
    expect(grace.agencyId).toBe(PLATFORM_AGENCY_ID);
    expect(await agencies.find(PLATFORM_AGENCY_ID)).toBe(platform);
  });

  it('leaves a line in the trail, without the password', () => {
    expect(audit.entries[0]).toMatchObject({
      ...{ agencyId: PLATFORM_AGENCY_ID, action: 'member.create' },
      actor: { kind: 'operator', label: 'create-platform-admin' },
    });
    expect(JSON.stringify(audit.entries)).not.toContain(ADA.password);
  });

  it.each([
    ['an e-mail in use', { email: 'ADA@operator.example' }],
    ['a weak password', { email: 'eve@operator.example', password: 'short' }],
  ])('refuses %s', async (_, change) => {
    await expect(create.run({ ...ADA, ...change })).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await members.findByEmail('eve@operator.example')).toBeNull();
  });
});
