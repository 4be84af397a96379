import type { Member } from '@tributary/domain';

export interface MemberKey {
  readonly agencyId: string;
  readonly memberId: string;
}

/** One-time codes of an authenticator app, after RFC 6238. */
export interface SecondFactor {
  /** The shared secret, sealed for its member. */
  readonly sealedSecret: Uint8Array;
  /** A code has shown that the app has the secret; until then it counts for nothing. */
  readonly isConfirmed: boolean;
}

export interface Confirmation {
  /** The time step of the code that confirmed it. */
  readonly step: number;
  readonly recoveryCodeHashes: readonly string[];
}

export abstract class SecondFactorRepository {
  abstract find(key: MemberKey): Promise<SecondFactor | null>;
  /** Replaces one that was never confirmed. @returns false when a confirmed one stands. */
  abstract enrol(key: MemberKey, sealedSecret: Uint8Array): Promise<boolean>;
  /** With its recovery codes, in one transaction. @returns false when there is nothing to confirm. */
  abstract confirm(key: MemberKey, confirmation: Confirmation): Promise<boolean>;
  /** @returns false when a code of this step or a later one was taken before: no code is taken twice. */
  abstract takeStep(key: MemberKey, step: number): Promise<boolean>;
  /** With its recovery codes. @returns false when there was none. */
  abstract remove(key: MemberKey): Promise<boolean>;
}

/** For the day the phone is lost: each opens once. Only hashes are stored. */
export abstract class RecoveryCodeRepository {
  abstract replace(key: MemberKey, hashes: readonly string[]): Promise<void>;
  /** @returns false for one that was used, replaced, or never given out. */
  abstract use(key: MemberKey, hash: string): Promise<boolean>;
  abstract countLeft(key: MemberKey): Promise<number>;
}

/** Whether an agency wants a second factor of everybody. */
export abstract class SecondFactorPolicy {
  abstract isRequired(agencyId: string): Promise<boolean>;
  abstract require(agencyId: string, isRequired: boolean): Promise<void>;
  /** The members of the agency that have one. */
  abstract listMembersWith(agencyId: string): Promise<readonly string[]>;
}

/** Makes and checks codes; holds nothing. */
export abstract class OneTimeCodes {
  /** 160 random bits. */
  abstract newSecret(): Uint8Array;
  /** The secret as an app takes it: typed by hand (base32), or by scanning the URI. */
  abstract present(
    secret: Uint8Array,
    account: Pick<Member, 'email'>,
  ): { readonly key: string; readonly uri: string };
  /** The time step whose code this is, at most one step away from now; null for a wrong code. */
  abstract stepOf(secret: Uint8Array, code: string, now: Date): number | null;
  /** 120 random bits, in groups that can be read out. */
  abstract newRecoveryCode(): string;
}

/** What a right password is worth while the second factor is missing. */
export interface SecondFactorTicket extends MemberKey {
  /** Of the password that was right: a new password ends the ticket. */
  readonly passwordFingerprint: string;
}

/** Tickets that open the second step of a sign-in, for five minutes, and nothing else. */
export abstract class SecondFactorTickets {
  abstract issue(of: SecondFactorTicket): Promise<{ readonly ticket: string; readonly expiresAt: Date }>;
  /** null for anything that is no ticket of ours, or not any more. */
  abstract read(ticket: string): Promise<SecondFactorTicket | null>;
}
