import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { AuditFacts } from '@tributary/ports';
import type { Request } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { answeredFacts, askedFacts, joinedFacts } from './asked-facts';
import { AuditRecorder, recordedRefusal } from './audit-recorder';
import { AuditSnapshots, type Snapshot } from './audit-snapshots';
import { AUDITED_INPUT, AUDITED_ROUTE, type AuditedRoute } from './audited';
import { auditedRequest, type AuditedRequest } from './audited-request';
import { changedFacts } from './changed-facts';

interface Answered {
  /** Of what was made. */
  readonly id: string | null;
  readonly facts: AuditFacts | null;
}

/**
 * Records what audited routes did and what they refused. The entry is written before the answer goes out: whoever gets
 * an answer that it was done can rely on the entry, and a download begins after its entry.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly snapshots: AuditSnapshots,
    private readonly recorder: AuditRecorder,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const handler = context.getHandler();
    const route = this.reflector.get<AuditedRoute | undefined>(AUDITED_ROUTE, handler);
    const asked = route && auditedRequest(route, context.switchToHttp().getRequest<Request>());
    if (!asked) return next.handle();
    const input = this.reflector.get<readonly string[] | undefined>(AUDITED_INPUT, handler) ?? [];
    return from(this.handle(asked, input, next));
  }

  private async handle(asked: AuditedRequest, input: readonly string[], next: CallHandler): Promise<unknown> {
    const before = await this.snapshot(asked, asked.targetId);
    let answer: unknown;
    try {
      answer = await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      await this.recordFailure(asked, before, error);
      throw error;
    }
    const facts = joinedFacts(askedFacts(asked.request, input), answeredFacts(answer));
    await this.recordDone(asked, before, { id: idOf(answer), facts });
    return answer;
  }

  private async recordDone(asked: AuditedRequest, before: Snapshot | null, answer: Answered): Promise<void> {
    await this.recorder.record(asked, async () => {
      const id = asked.targetId ?? answer.id;
      const done = await this.changed(asked, before, id);
      return { ...done, outcome: 'done', reason: null, after: joinedFacts(done.after, answer.facts) };
    });
  }

  /** What fails half-way may have changed something all the same. */
  private async recordFailure(asked: AuditedRequest, before: Snapshot | null, error: unknown): Promise<void> {
    const refusal = recordedRefusal(error);
    if (refusal !== null) return this.recorder.recordRefusal(asked, refusal, before?.label);
    await this.recorder.record(asked, async () => {
      const done = await this.changed(asked, before, asked.targetId);
      const isChanged = done.before !== null || done.after !== null;
      return isChanged ? { ...done, outcome: 'done', reason: 'internal' } : null;
    });
  }

  private async changed(asked: AuditedRequest, before: Snapshot | null, id: string | null) {
    const after = await this.snapshot(asked, id);
    const { label = null } = after ?? before ?? {};
    return { ...changedFacts(factsOf(before), factsOf(after)), target: { id, label } };
  }

  /** Reading changes nothing. */
  private async snapshot(asked: AuditedRequest, id: string | null): Promise<Snapshot | null> {
    if (asked.request.method === 'GET') return null;
    return this.snapshots.take(asked.route.target, id, asked);
  }
}

function factsOf(snapshot: Snapshot | null): AuditFacts | null {
  return snapshot?.facts ?? null;
}

function idOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('id' in answer)) return null;
  return typeof answer.id === 'string' ? answer.id : null;
}
