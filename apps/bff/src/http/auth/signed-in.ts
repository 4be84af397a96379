import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { Member, Permission, Viewer } from '@tributary/domain';
import type { AccessClaims } from '@tributary/ports';
import type { Request } from 'express';
import { Refuses } from '../api-document/refuses';

/** Who asks, read from the database for this very request. */
export interface SignedInMember extends Viewer {
  readonly member: Member;
  readonly lacksSecondFactor: boolean;
  /** What the token says; streams ask again with it whether the session still lives. */
  readonly claims: AccessClaims;
  /** When the access token ends; streams end with it. */
  readonly tokenExpiresAt: Date;
}

export const PUBLIC_ROUTE = 'tributary:public';
export const REQUIRED_PERMISSION = 'tributary:permission';
export const WITHOUT_SECOND_FACTOR = 'tributary:without-second-factor';

/** Opens a route to people who are not signed in. Every other route is closed. */
export const Public = () => SetMetadata(PUBLIC_ROUTE, true);

/** Documents that a route needs a signed-in member. Every route that is not {@link Public} does. */
export const ForMembers = () => applyDecorators(ApiBearerAuth(), Refuses(401));

/** Opens a route only to roles with this permission. */
export const Requires = (permission: Permission) =>
  applyDecorators(SetMetadata(REQUIRED_PERMISSION, permission), ForMembers(), Refuses(403));

/** Open as well to members who still have to set up the second factor that their agency requires: what that takes. */
export const WithoutSecondFactor = () => SetMetadata(WITHOUT_SECOND_FACTOR, true);

/** The member that asks; only on routes that are not public. */
export const SignedIn = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<Request>().user as SignedInMember,
);
