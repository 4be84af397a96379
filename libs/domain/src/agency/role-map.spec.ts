import { aMember } from '../testing';
import { RoleMap, withMappedRole } from './role-map';

const MAP = new RoleMap([
  { group: 'marketing-leads', agencyId: 'north', role: 'admin' },
  { group: 'marketing', agencyId: 'north', role: 'analyst' },
  { group: 'everybody', agencyId: 'south', role: 'viewer' },
]);

describe('RoleMap', () => {
  it('lets the first rule count that applies, in whichever order the groups come', () => {
    expect(MAP.first(['everybody', 'marketing', 'marketing-leads'])).toMatchObject({ role: 'admin' });
    expect(MAP.first(['marketing'])).toMatchObject({ agencyId: 'north', role: 'analyst' });
  });

  it('gives nobody anything whose groups it does not name, not even by a part or another case of it', () => {
    for (const groups of [[], ['market'], ['Marketing'], ['']]) expect(MAP.first(groups)).toBeNull();
  });

  it('gives no role in an agency for what somebody is in another', () => {
    expect(MAP.roleIn('south', ['marketing-leads', 'marketing'])).toBeNull();
    expect(MAP.roleIn('south', ['marketing-leads', 'everybody'])).toBe('viewer');
  });
});

describe('withMappedRole', () => {
  it('takes clients and their view of figures away from whoever stops being a client', () => {
    const client = aMember({ role: 'client', clientIds: ['c'], figures: 'index' });
    expect(withMappedRole(client, 'viewer')).toMatchObject({
      role: 'viewer',
      clientIds: [],
      figures: 'money',
    });
    expect(withMappedRole(client, 'client')).toBe(client);
  });

  it('lets nobody see more who becomes a client: of no client until somebody says which', () => {
    expect(withMappedRole(aMember({ role: 'admin' }), 'client')).toMatchObject({
      role: 'client',
      clientIds: [],
    });
  });

  it('neither ends nor changes an owner', () => {
    const owner = aMember({ role: 'owner' });
    expect(withMappedRole(owner, 'viewer')).toBe(owner);
  });
});
