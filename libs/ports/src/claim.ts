import type { AccountKey } from './sale-repository';

/**
 * An account in the hands of one reading. Each claim of an account has a higher number than the one before; what is
 * written under an older one is refused with {@link ClaimLost}.
 */
export interface Claimed extends AccountKey {
  /** Left out by whoever reads no network: files, notifications and kept pages have no claim. */
  readonly claim?: number;
}

/**
 * Another worker has claimed the account meanwhile: this one was taken for dead. Nothing of what it wanted to write was
 * written, and its run is the other one's to end.
 */
export class ClaimLost extends Error {
  constructor() {
    super('Another worker has taken the account over. What this one still had to write is left out.');
    this.name = 'ClaimLost';
  }
}
