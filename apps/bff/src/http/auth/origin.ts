import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { SessionOrigin } from '@tributary/ports';
import type { Request } from 'express';

const LONGEST_USER_AGENT = 300;
const UNPRINTABLE = /\p{Cc}/gu;

/** From where a request comes. The address is the peer's, or what a proxy says that `TRUST_PROXY` names. */
export function originOf(request: Pick<Request, 'ip' | 'headers'>): SessionOrigin {
  const userAgent = request.headers['user-agent']?.replace(UNPRINTABLE, '').slice(0, LONGEST_USER_AGENT);
  return { address: request.ip ?? null, userAgent: userAgent ?? null };
}

/** From where this request comes. */
export const Origin = createParamDecorator((_: unknown, context: ExecutionContext) =>
  originOf(context.switchToHttp().getRequest<Request>()),
);
