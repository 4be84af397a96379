import type { Me } from '@tributary/api-contract';
import { permissionsOf } from '@tributary/domain';
import { agencyView } from '../agency/agency.presenter';
import type { SignedInMember } from '../auth/signed-in';

export function meView({ member, agency }: Pick<SignedInMember, 'member' | 'agency'>): Me {
  const { id, name, email, role, figures } = member;
  return { id, name, email, role, figures, permissions: permissionsOf(member), agency: agencyView(agency) };
}
