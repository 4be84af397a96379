import { Global, Logger, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { JwtModule, JwtService } from '@nestjs/jwt';
import { CheckStoredKeys } from '@tributary/application';
import {
  AccessTokenIssuer,
  CredentialCipher,
  IdentifierFactory,
  PasswordHasher,
  SealedValueRepository,
  OneTimeCodes,
  SecondFactorTickets,
  SecurityLog,
} from '@tributary/ports';
import { Argon2PasswordHasher } from './argon2-password-hasher';
import { cipherOf } from './cipher-of';
import type { Environment } from './config';
import {
  ACCESS_LIFETIME_SECONDS,
  JwtAccessTokenIssuer,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
} from './jwt-access-token-issuer';
import { JwtSecondFactorTickets } from './jwt-second-factor-tickets';
import { LoggingSecurityLog } from './logging-security-log';
import { NodeIdentifierFactory } from './node-identifier-factory';
import { OtpauthOneTimeCodes } from './otpauth-one-time-codes';
import { StoredKeysCheck } from './stored-keys-check';

/** Half of it works already: only the end of the process ends that. */
function endProcess(reason: Error): void {
  new Logger('Tributary').error(reason.message);
  process.exit(1);
}

/** Binds everything that holds or makes a secret. */
@Global()
@Module({
  imports: [
    JwtModule.registerAsync({
      inject: [ConfigService],
      useFactory: (config: ConfigService<Environment, true>) => ({
        secret: config.get('JWT_SECRET', { infer: true }),
        signOptions: {
          algorithm: 'HS256',
          issuer: TOKEN_ISSUER,
          audience: TOKEN_AUDIENCE,
          expiresIn: ACCESS_LIFETIME_SECONDS,
        },
      }),
    }),
  ],
  providers: [
    {
      provide: CredentialCipher,
      inject: [ConfigService],
      useFactory: (config: ConfigService<Environment, true>) =>
        cipherOf({
          ENCRYPTION_KEY: config.get('ENCRYPTION_KEY', { infer: true }),
          ENCRYPTION_OPENING_KEYS: config.get('ENCRYPTION_OPENING_KEYS', { infer: true }),
        }),
    },
    {
      provide: StoredKeysCheck,
      inject: [SealedValueRepository, CredentialCipher],
      useFactory: (values: SealedValueRepository, cipher: CredentialCipher) =>
        new StoredKeysCheck(new CheckStoredKeys(values, cipher), endProcess),
    },
    { provide: IdentifierFactory, useClass: NodeIdentifierFactory },
    { provide: PasswordHasher, useClass: Argon2PasswordHasher },
    { provide: OneTimeCodes, useClass: OtpauthOneTimeCodes },
    { provide: SecurityLog, useClass: LoggingSecurityLog },
    {
      provide: SecondFactorTickets,
      inject: [JwtService],
      useFactory: (jwt: JwtService) => new JwtSecondFactorTickets(jwt),
    },
    {
      provide: AccessTokenIssuer,
      inject: [JwtService],
      useFactory: (jwt: JwtService) => new JwtAccessTokenIssuer(jwt),
    },
  ],
  exports: [
    CredentialCipher,
    IdentifierFactory,
    PasswordHasher,
    AccessTokenIssuer,
    OneTimeCodes,
    SecurityLog,
    SecondFactorTickets,
  ],
})
export class SecurityModule {}
