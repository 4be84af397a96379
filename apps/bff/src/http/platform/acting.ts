import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ActingOperator } from '@tributary/application';
import type { Request } from 'express';
import { originOf } from '../auth/origin';
import type { SignedInMember } from '../auth/signed-in';

export type Acting = ActingOperator;

/** The platform admin that asks, and from where. */
export const ActingAs = createParamDecorator((_: unknown, context: ExecutionContext): Acting => {
  const request = context.switchToHttp().getRequest<Request>();
  return { member: (request.user as SignedInMember).member, origin: originOf(request) };
});
