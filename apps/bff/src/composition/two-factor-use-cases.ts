import type { Provider } from '@nestjs/common';
import {
  CheckCode,
  ConfirmTwoFactor,
  DisableTwoFactor,
  EnrolTwoFactor,
  ProveBoth,
  ProvePassword,
  ReadTwoFactor,
  RenewRecoveryCodes,
  RequireTwoFactor,
  ResetTwoFactor,
  SignInJournal,
  SignInLimits,
} from '@tributary/application';
import {
  Clock,
  CredentialCipher,
  IdentifierFactory,
  MemberRepository,
  MemberSessions,
  OneTimeCodes,
  PasswordHasher,
  RecoveryCodeRepository,
  SecondFactorPolicy,
  SecondFactorRepository,
  SessionRepository,
} from '@tributary/ports';
import { withList, withPorts } from './use-case-providers';

const CODE_PORTS = {
  secondFactors: SecondFactorRepository,
  oneTimeCodes: OneTimeCodes,
  cipher: CredentialCipher,
  clock: Clock,
  identifiers: IdentifierFactory,
  limits: SignInLimits,
  journal: SignInJournal,
};

/** Everything about second factors but the second step of a sign-in. */
export const TWO_FACTOR_USE_CASES: Provider[] = [
  withPorts(CheckCode, { ...CODE_PORTS, recoveryCodes: RecoveryCodeRepository }),
  withList(ProvePassword, [MemberRepository, PasswordHasher, SignInLimits]),
  withList(ProveBoth, [ProvePassword, CheckCode]),
  withPorts(EnrolTwoFactor, {
    secondFactors: SecondFactorRepository,
    oneTimeCodes: OneTimeCodes,
    cipher: CredentialCipher,
    password: ProvePassword,
  }),
  withPorts(ConfirmTwoFactor, { ...CODE_PORTS, memberSessions: MemberSessions }),
  withPorts(DisableTwoFactor, {
    secondFactors: SecondFactorRepository,
    policy: SecondFactorPolicy,
    memberSessions: MemberSessions,
    both: ProveBoth,
    journal: SignInJournal,
  }),
  withPorts(RenewRecoveryCodes, {
    recoveryCodes: RecoveryCodeRepository,
    oneTimeCodes: OneTimeCodes,
    identifiers: IdentifierFactory,
    both: ProveBoth,
    journal: SignInJournal,
  }),
  withPorts(ResetTwoFactor, {
    members: MemberRepository,
    secondFactors: SecondFactorRepository,
    sessions: SessionRepository,
    journal: SignInJournal,
  }),
  withList(RequireTwoFactor, [SecondFactorPolicy, SecondFactorRepository, SignInJournal]),
  withList(ReadTwoFactor, [SecondFactorRepository, RecoveryCodeRepository, SecondFactorPolicy]),
];
