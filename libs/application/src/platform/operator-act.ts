import { PLATFORM_AGENCY_ID, type Member } from '@tributary/domain';
import type { AuditEntry, AuditTrail, SessionOrigin } from '@tributary/ports';

/** A platform admin and from where they act. */
export interface ActingOperator {
  readonly member: Member;
  readonly origin: SessionOrigin;
}

export type OperatorAct = Pick<AuditEntry, 'action' | 'target' | 'before' | 'after'>;

/**
 * An agency reads in its own trail what the operator did to it. Not from where: that is in the operator's trail, and
 * nobody else's business. What is done to the platform's own people stands there anyway.
 */
export async function tellAgency(
  audit: AuditTrail,
  operator: ActingOperator,
  act: OperatorAct & { readonly agencyId: string },
): Promise<void> {
  if (act.agencyId === PLATFORM_AGENCY_ID) return;
  const label = `${operator.member.name}, who runs this Tributary`;
  await audit.record({ ...act, actor: { kind: 'operator', id: null, label }, origin: null, outcome: 'done' });
}
