import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Agency, Member, Permission } from '@tributary/domain';
import type { Request } from 'express';

/** Who asks, read from the database for this very request. */
export interface SignedInMember {
  readonly member: Member;
  readonly agency: Agency;
  /** When the access token ends; streams end with it. */
  readonly tokenExpiresAt: Date;
}

export const PUBLIC_ROUTE = 'tributary:public';
export const REQUIRED_PERMISSION = 'tributary:permission';

/** Opens a route to people who are not signed in. Every other route is closed. */
export const Public = () => SetMetadata(PUBLIC_ROUTE, true);

/** Opens a route only to roles with this permission. */
export const Requires = (permission: Permission) => SetMetadata(REQUIRED_PERMISSION, permission);

/** The member that asks; only on routes that are not public. */
export const SignedIn = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<Request>().user as SignedInMember,
);
