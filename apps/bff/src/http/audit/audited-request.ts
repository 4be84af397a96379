import type { AuditActor, AuditOrigin } from '@tributary/ports';
import type { Request } from 'express';
import { originOf } from '../auth/origin';
import type { SignedInMember } from '../auth/signed-in';
import type { AuditedRoute } from './audited';

const MAX_ID = 400;
const CONTROLS = /\p{Cc}/gu;

/** What the trail wants to know of a request before anything is done. */
export interface AuditedRequest {
  readonly route: AuditedRoute;
  readonly agencyId: string;
  readonly actor: AuditActor;
  readonly origin: AuditOrigin;
  /** As the path names it; null for something that is yet to be made. */
  readonly targetId: string | null;
  readonly params: Readonly<Record<string, string>>;
  readonly request: Request;
}

/** Of a member who is signed in; null for everybody else, who is no part of an agency. */
export function auditedRequest(route: AuditedRoute, request: Request): AuditedRequest | null {
  const signedIn = request.user as SignedInMember | undefined;
  if (!signedIn) return null;
  const { member } = signedIn;
  const params = textsOf(request.params);
  return {
    route,
    agencyId: member.agencyId,
    actor: { kind: 'member', id: member.id, label: `${member.name} <${member.email}>` },
    origin: originOf(request),
    targetId: targetIdOf(route, params, member.agencyId),
    params,
    request,
  };
}

function targetIdOf(
  { target, idFrom = 'id' }: AuditedRoute,
  params: Readonly<Record<string, string>>,
  agencyId: string,
): string | null {
  const id = params[idFrom];
  if (id !== undefined) return id.replaceAll(CONTROLS, ' ').slice(0, MAX_ID);
  return target === 'agency' ? agencyId : null;
}

function textsOf(params: Request['params']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
