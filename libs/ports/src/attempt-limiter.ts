/** What is counted together, and how many attempts of it are taken. */
export interface AttemptLimit {
  /** A hash of whom or what it counts: nothing readable is stored. */
  readonly subject: string;
  /** So many at once, */
  readonly burst: number;
  /** and one more after each of these. */
  readonly refillMs: number;
}

/** Counts attempts over all processes of the installation. */
export abstract class AttemptLimiter {
  /**
   * Takes one attempt from each limit, or from none when one of them is used up.
   * @returns null when it was taken, else the milliseconds until it could be.
   */
  abstract take(limits: readonly AttemptLimit[]): Promise<number | null>;
  /** Gives an attempt back, because it was no guess: the person was who they said. */
  abstract giveBack(limits: readonly AttemptLimit[]): Promise<void>;
  /** Remembers for so many days that a subject proved itself. */
  abstract remember(subject: string, days: number): Promise<void>;
  abstract isRemembered(subject: string): Promise<boolean>;
  /** Removes what says nothing any more. */
  abstract forgetOld(): Promise<void>;
}
