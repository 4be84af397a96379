import type { CredentialCipher, IdentifierFactory, MemberKey, OneTimeCodes } from '@tributary/ports';

const RECOVERY_CODES = 10;

const contextOf = (key: MemberKey) => ({ ...key, purpose: 'second-factor' }) as const;

export function sealSecret(cipher: CredentialCipher, key: MemberKey, secret: Uint8Array): Uint8Array {
  return cipher.seal(secret, contextOf(key));
}

export function openSecret(cipher: CredentialCipher, key: MemberKey, sealed: Uint8Array): Uint8Array {
  return cipher.open(sealed, contextOf(key));
}

/** As typed: with or without its hyphens, in either case. The member is hashed along, so equal codes look different. */
export function recoveryCodeHash(identifiers: IdentifierFactory, key: MemberKey, code: string): string {
  const typed = code.replaceAll(/[\s-]/g, '').toUpperCase();
  return identifiers.fingerprint(JSON.stringify(['recovery', key.agencyId, key.memberId, typed]));
}

/** Fresh codes to show once, and the hashes that are kept of them. */
export function newRecoveryCodes(
  {
    oneTimeCodes,
    identifiers,
  }: { readonly oneTimeCodes: OneTimeCodes; readonly identifiers: IdentifierFactory },
  key: MemberKey,
): { readonly codes: readonly string[]; readonly hashes: readonly string[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, () => oneTimeCodes.newRecoveryCode());
  return { codes, hashes: codes.map((code) => recoveryCodeHash(identifiers, key, code)) };
}
