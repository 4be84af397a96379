import { ThrottlerModule } from '@nestjs/throttler';
import { AttemptAllowance } from '@tributary/application';
import { AttemptLimiter, IdentifierFactory } from '@tributary/ports';
import { ThrottleStorage } from './throttle-storage';
import { BY_ADDRESS, BY_MEMBER } from './throttlers';

type Needed = [AttemptLimiter, IdentifierFactory, AttemptAllowance];

/** What the guards of throttling work with. */
export const Throttling = ThrottlerModule.forRootAsync({
  inject: [AttemptLimiter, IdentifierFactory, AttemptAllowance],
  useFactory: (...needed: Needed) => ({
    storage: new ThrottleStorage(...needed),
    throttlers: [...BY_ADDRESS, ...BY_MEMBER],
  }),
});
