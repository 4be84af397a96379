import { Injectable, Logger } from '@nestjs/common';
import { Refusal } from '@tributary/application';
import { type AuditEntry, AuditTrail } from '@tributary/ports';
import { httpProblem } from '../problem/http-problem';
import { problemOf } from '../problem/problem';
import type { AuditedRequest } from './audited-request';
import type { ChangedFacts } from './changed-facts';

/** Of what was refused, these are worth a line: not what was only badly put, too large or too often. */
const WORTH_A_LINE: readonly number[] = [403, 404, 409, 422];

export interface Outcome extends ChangedFacts {
  readonly outcome: AuditEntry['outcome'];
  readonly reason: string | null;
  readonly target: { readonly id: string | null; readonly label: string | null };
}

/** The code of a refusal that the trail keeps; null of every other error. */
export function recordedRefusal(error: unknown): string | null {
  const problem = error instanceof Refusal ? problemOf(error, '') : httpProblem(error, '');
  if (problem === null || !WORTH_A_LINE.includes(problem.status)) return null;
  return error instanceof Refusal ? error.code : String(problem.status);
}

/** Writes what routes did into the trail. */
@Injectable()
export class AuditRecorder {
  private readonly logger = new Logger('AuditTrail');

  constructor(private readonly trail: AuditTrail) {}

  /** @throws when it cannot be written: nobody may believe that it was. */
  async record(asked: AuditedRequest, happened: () => Promise<Outcome | null>): Promise<void> {
    try {
      const outcome = await happened();
      if (outcome !== null) await this.trail.record(entryOf(asked, outcome));
    } catch (error) {
      this.report(asked);
      throw error;
    }
  }

  async recordRefusal(asked: AuditedRequest, reason: string, label: string | null = null): Promise<void> {
    const target = { id: asked.targetId, label };
    const nothing = { before: null, after: null };
    await this.record(asked, () =>
      Promise.resolve({ ...nothing, outcome: 'refused', reason, target } as const),
    );
  }

  /** The log is then the only place that knows. */
  private report({ agencyId, actor, route, targetId }: AuditedRequest): void {
    const what = { agencyId, memberId: actor.id, action: route.action, target: route.target, targetId };
    this.logger.error({ event: 'audit.not-written', ...what });
  }
}

function entryOf(asked: AuditedRequest, { target, ...outcome }: Outcome): AuditEntry {
  const { route, agencyId, actor, origin } = asked;
  return {
    ...{ agencyId, actor, origin, action: route.action },
    target: route.target === undefined ? null : { kind: route.target, ...target },
    ...outcome,
  };
}
