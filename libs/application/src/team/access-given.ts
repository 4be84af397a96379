import { rolesGivenBy, type Access, type AgencyRole, type FigureView, type Member } from '@tributary/domain';
import { Refusal } from '../refusal';

/** As asked; what is left out has its default. */
export interface AskedAccess {
  readonly role: AgencyRole;
  readonly clientIds?: readonly string[];
  readonly figures?: FigureView;
}

/** @throws {Refusal} `forbidden` for a role above the giver's; `invalid-input` when role, clients and view do not fit. */
export function accessGiven(giver: Pick<Member, 'role'>, asked: AskedAccess): Access {
  const { role, clientIds = [], figures = 'money' } = asked;
  if (!rolesGivenBy(giver.role).includes(role))
    throw new Refusal('forbidden', 'Only an owner can make somebody an owner.');
  const access = { role, clientIds: [...new Set(clientIds)], figures };
  const problem = role === 'client' ? problemOfClient(access) : problemOfOthers(access);
  if (problem) throw problem;
  return access;
}

function problemOfClient({ clientIds }: Access): Refusal | null {
  if (clientIds.length > 0) return null;
  return refused('clientIds', 'Choose the clients whose figures this login sees.');
}

function problemOfOthers({ clientIds, figures }: Access): Refusal | null {
  if (clientIds.length > 0)
    return refused(
      'clientIds',
      'Only a client login is limited to clients. Every other role sees all of them.',
    );
  if (figures !== 'money')
    return refused('figures', 'Only a client login can see an index in place of money.');
  return null;
}

export function unknownClient(): Refusal {
  return refused('clientIds', 'One of the clients does not exist any more. Choose again.');
}

function refused(field: string, message: string): Refusal {
  return new Refusal('invalid-input', message, [{ field, message }]);
}
