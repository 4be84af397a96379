import type { CredentialCipher, SealedValueRepository } from '@tributary/ports';

/** Something is kept that no configured key opens. */
export class StoredKeysMissing extends Error {
  constructor(readonly keyIds: readonly string[]) {
    const keys = keyIds.length === 1 ? `the key ${keyIds.join()}` : `the keys ${keyIds.join(' and ')}`;
    super(`Values are stored that need ${keys}, which this process does not have`);
    this.name = 'StoredKeysMissing';
  }
}

/** Before a process begins to work: what it would meet must open, or people would be asked to enter their keys anew. */
export class CheckStoredKeys {
  constructor(
    private readonly values: SealedValueRepository,
    private readonly cipher: CredentialCipher,
  ) {}

  /** @throws {StoredKeysMissing} naming the ids of the keys, as the cipher's texts carry them. */
  async run(): Promise<void> {
    const inUse = await this.values.keysInUse();
    const missing = inUse.filter((id) => !this.cipher.keyIds.includes(id));
    if (missing.length > 0) throw new StoredKeysMissing(missing.toSorted());
  }
}
