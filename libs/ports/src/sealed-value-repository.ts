import type { SealContext } from './credential-cipher';

/** One value that was sealed, wherever it is kept. */
export interface SealedValue {
  /** Where, in the storage's own words. */
  readonly place: string;
  readonly context: SealContext;
  readonly sealed: Uint8Array;
}

export interface ResealedValue extends SealedValue {
  /** The same plain text under another key. */
  readonly resealed: Uint8Array;
}

/** The storage has not been brought to the state that this release needs. */
export class StorageNotMigrated extends Error {
  constructor() {
    super('The database has not been migrated yet');
    this.name = 'StorageNotMigrated';
  }
}

/** Everything that is kept sealed, of whatever kind: for turning the keys. */
export abstract class SealedValueRepository {
  /**
   * Ids of the keys that kept values of all agencies need, as `keyIdOf` tells them. Quick, however much is kept.
   * @throws {StorageNotMigrated}
   */
  abstract keysInUse(): Promise<readonly string[]>;
  /**
   * The agency's values that another key than this one sealed, a batch at a time and each once. What is written meanwhile
   * may or may not be among them.
   */
  abstract sealedByOthers(agencyId: string, keyId: string): AsyncIterable<readonly SealedValue[]>;
  /**
   * Writes what was sealed anew, where the value still is what it was. Waits for nobody: what somebody else is writing is
   * left to the next time.
   * @returns how many it wrote.
   */
  abstract replace(agencyId: string, values: readonly ResealedValue[]): Promise<number>;
}
