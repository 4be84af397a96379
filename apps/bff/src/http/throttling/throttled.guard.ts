import { type ExecutionContext, Injectable } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail, type ThrottlerOptions } from '@nestjs/throttler';
import { TooManyRequests } from '@tributary/application';
import { BY_ADDRESS, BY_MEMBER } from './throttlers';

abstract class ThrottledGuard extends ThrottlerGuard {
  protected abstract readonly own: readonly ThrottlerOptions[];

  override async onModuleInit(): Promise<void> {
    await super.onModuleInit();
    this.throttlers = [...this.own];
  }

  protected override throwThrottlingException(
    _: ExecutionContext,
    detail: ThrottlerLimitDetail,
  ): Promise<void> {
    return Promise.reject(new TooManyRequests(detail.timeToBlockExpire * 1000));
  }
}

/** The first of all guards: a flood is refused before anything is looked up for it. */
@Injectable()
export class ThrottledByAddressGuard extends ThrottledGuard {
  protected readonly own = BY_ADDRESS;
}

/** Behind the guard that knows who asks. */
@Injectable()
export class ThrottledByMemberGuard extends ThrottledGuard {
  protected readonly own = BY_MEMBER;
}
