import { type Movement, type Payment } from './payment';

/** Keeps the windows read last, up to a number of rows in all, so that page after page is computed once. */
export class RowCache<Row> {
  readonly #windows = new Map<string, readonly Row[]>();
  #rows = 0;

  constructor(readonly budget: number) {}

  get(key: string, compute: () => readonly Row[]): readonly Row[] {
    const known = this.#windows.get(key);
    if (known !== undefined) {
      this.#windows.delete(key);
      this.#windows.set(key, known);
      return known;
    }
    const rows = compute();
    this.#windows.set(key, rows);
    this.#rows += rows.length;
    this.#shrink();
    return rows;
  }

  #shrink(): void {
    for (const [key, { length }] of this.#windows) {
      if (this.#rows <= this.budget || this.#windows.size === 1) return;
      this.#windows.delete(key);
      this.#rows -= length;
    }
  }
}

/** What all accounts of a simulator remember together: bounded, however many there are. */
export class WindowMemory {
  readonly payments: RowCache<Payment>;
  readonly movements: RowCache<Movement>;
  #accounts = 0;

  constructor(rows = 60_000) {
    this.payments = new RowCache(rows);
    this.movements = new RowCache(rows);
  }

  /** A prefix of its own for an account's keys. */
  join(): string {
    this.#accounts += 1;
    return String(this.#accounts);
  }
}
