import { Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { PassportModule } from '@nestjs/passport';
import {
  ConfirmTwoFactor,
  DisableTwoFactor,
  EnrolTwoFactor,
  NoteSeen,
  ReadMe,
  RenewRecoveryCodes,
} from '@tributary/application';
import { Clock } from '@tributary/ports';
import { AttemptSeal } from '../composition/attempt-seal';
import type { Environment } from '../composition/config';
import { withPorts } from '../composition/use-case-providers';
import { AccessTokenStrategy } from './auth/access-token-strategy';
import { AuthController } from './auth/auth.controller';
import { SignInMethodsController } from './auth/sign-in-methods.controller';
import { SignInController } from './auth/sign-in.controller';
import { MeController } from './me/me.controller';
import { MemberSessionsController } from './sessions/member-sessions.controller';
import { MySessionsController } from './sessions/my-sessions.controller';
import { AttemptCookie } from './sso/attempt-cookie';
import { SsoController } from './sso/sso.controller';
import { MyTwoFactorController, TwoFactorChanges } from './two-factor/my-two-factor.controller';
import { TwoFactorAdministrationController } from './two-factor/two-factor-administration.controller';

/** Signing in, and what somebody does about their own account. */
@Module({
  imports: [PassportModule],
  controllers: [
    AuthController,
    SignInController,
    SignInMethodsController,
    SsoController,
    MeController,
    MySessionsController,
    MemberSessionsController,
    MyTwoFactorController,
    TwoFactorAdministrationController,
  ],
  providers: [
    {
      provide: AccessTokenStrategy,
      inject: [ReadMe, NoteSeen, ConfigService],
      useFactory: (me: ReadMe, seen: NoteSeen, config: ConfigService<Environment, true>) =>
        new AccessTokenStrategy(me, seen, config.get('JWT_SECRET', { infer: true })),
    },
    {
      provide: AttemptCookie,
      inject: [ConfigService, Clock],
      useFactory: (config: ConfigService<Environment, true>, clock: Clock) =>
        new AttemptCookie(new AttemptSeal(config.get('JWT_SECRET', { infer: true })), clock),
    },
    withPorts(TwoFactorChanges, {
      enrol: EnrolTwoFactor,
      confirm: ConfirmTwoFactor,
      renew: RenewRecoveryCodes,
      disable: DisableTwoFactor,
    }),
  ],
})
export class IdentityHttpModule {}
