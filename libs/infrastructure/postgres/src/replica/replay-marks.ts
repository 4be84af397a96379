import type { WalPosition } from './wal-position';

interface Mark {
  readonly atMs: number;
  readonly position: WalPosition;
}

/** Enough for a minute of four a second; what is older than that is "a minute or more". */
const KEPT = 240;

/**
 * Where the primary was when: how far a replica is behind is told by one clock, this process's own. Clocks of two
 * servers differ, and the time of a last commit says nothing while nobody writes.
 */
export class ReplayMarks {
  private readonly marks: Mark[] = [];

  add(position: WalPosition, atMs: number): void {
    const last = this.marks.at(-1);
    // The oldest moment at which the primary was there counts.
    if (last && last.position >= position) return;
    this.marks.push({ atMs, position });
    if (this.marks.length > KEPT) this.marks.shift();
  }

  /** For how long the primary has had something that is not replayed; 0 when all of it is. */
  lagMs(replayed: WalPosition, nowMs: number): number {
    const missing = this.marks.find(({ position }) => position > replayed);
    return missing ? nowMs - missing.atMs : 0;
  }
}
