import { PasswordHasher } from '../../identity';

/** Marks a password instead of hashing it, and remembers whom it was asked about. */
export class PlainPasswordHasher extends PasswordHasher {
  /** The hash of each `verify`; null for an unknown member, whose check has to take place as well. */
  readonly verified: (string | null)[] = [];

  /** The passwords that were hashed. */
  readonly hashed: string[] = [];

  hash(password: string): Promise<string> {
    this.hashed.push(password);
    return Promise.resolve(`hash of ${password}`);
  }

  verify(password: string, hash: string | null): Promise<boolean> {
    this.verified.push(hash);
    return Promise.resolve(hash === `hash of ${password}`);
  }
}
