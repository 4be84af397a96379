import { Global, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { RoleMap } from '@tributary/domain';
import { IdentityProvider } from '@tributary/ports';
import { publicUrl, type Environment } from './config';
import {
  identityProviderOf,
  roleMapOf,
  SINGLE_SIGN_ON_VARIABLES,
  type SingleSignOnVariables,
} from './single-sign-on';

type Config = ConfigService<Environment, true>;

/** Binds the identity provider when the operator configured one. */
@Global()
@Module({
  providers: [
    {
      provide: IdentityProvider,
      inject: [ConfigService],
      useFactory: (config: Config) =>
        identityProviderOf(
          variables(config),
          publicUrl({
            PUBLIC_URL: config.get('PUBLIC_URL', { infer: true }),
            PORT: config.get('PORT', { infer: true }),
          }),
        ),
    },
    {
      provide: RoleMap,
      inject: [ConfigService],
      useFactory: (config: Config) => roleMapOf(variables(config)),
    },
  ],
  exports: [IdentityProvider, RoleMap],
})
export class SingleSignOnModule {}

function variables(config: Config): SingleSignOnVariables {
  const names = Object.keys(SINGLE_SIGN_ON_VARIABLES) as (keyof SingleSignOnVariables)[];
  return Object.fromEntries(names.map((name) => [name, config.get(name, { infer: true })]));
}
