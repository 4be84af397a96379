import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { insistOnTwoFactor } from '@tributary/application';
import type { Request } from 'express';
import { PUBLIC_ROUTE, WITHOUT_SECOND_FACTOR, type SignedInMember } from './signed-in';

/** Where an agency requires a second factor, members without one get no further than to setting it up. */
@Injectable()
export class SecondFactorGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    const isOpen = [PUBLIC_ROUTE, WITHOUT_SECOND_FACTOR].some((open) =>
      this.reflector.getAllAndOverride<boolean | undefined>(open, targets),
    );
    if (isOpen) return true;
    const signedIn = context.switchToHttp().getRequest<Request>().user as SignedInMember;
    insistOnTwoFactor(signedIn.claims, signedIn);
    return true;
  }
}
