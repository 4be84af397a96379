import { rolesGivenBy } from './access';
import { can, ROLES } from './member';

describe('rolesGivenBy', () => {
  it('lets owners give every role of an agency, and admins every one but their superior', () => {
    expect(rolesGivenBy('owner')).toEqual(['owner', 'admin', 'analyst', 'viewer', 'client']);
    expect(rolesGivenBy('admin')).toEqual(['admin', 'analyst', 'viewer', 'client']);
  });

  it('lets nobody give a role who may not manage members, and nobody make a platform admin', () => {
    for (const role of ROLES) {
      expect(rolesGivenBy(role).length > 0).toBe(can({ role, figures: 'money' }, 'manage-members'));
      expect(rolesGivenBy(role)).not.toContain('platform-admin');
    }
  });
});
