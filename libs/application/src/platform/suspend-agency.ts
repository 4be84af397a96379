import type { AgencyRepository, AuditTrail } from '@tributary/ports';
import { Refusal } from '../refusal';
import { tellAgency, type ActingOperator } from './operator-act';

/**
 * Keeps an agency's members out and its accounts unread, or lets it work again. Nothing of it is removed, and sessions
 * that are alive go on once it works again.
 */
export class SuspendAgency {
  constructor(
    private readonly agencies: AgencyRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws {Refusal} `not-found`, also for the platform's own agency. */
  async run(operator: ActingOperator, agencyId: string, isSuspended: boolean): Promise<void> {
    const agency = await this.agencies.find(agencyId);
    if (agency?.kind !== 'customer')
      throw new Refusal('not-found', 'There is no such agency. Go back to the list of agencies.');
    if ((agency.suspendedAt !== null) === isSuspended) return;
    await this.agencies.setSuspended(agencyId, isSuspended);
    await tellAgency(this.audit, operator, {
      ...{ agencyId, action: isSuspended ? 'agency.suspend' : 'agency.resume' },
      target: { kind: 'agency', id: agencyId, label: agency.name },
      ...{ before: { isSuspended: !isSuspended }, after: { isSuspended } },
    });
  }
}
