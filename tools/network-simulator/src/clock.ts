/** The simulated present: the source's time, moved and, if wished, held. */
export class Clock {
  readonly #source: () => number;
  #shift = 0;
  #held: number | null = null;

  constructor(source: () => number) {
    this.#source = source;
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.#held ?? this.#source() + this.#shift;
  }

  moveTo(instant: number, isHeld: boolean): void {
    this.#shift = instant - this.#source();
    this.#held = isHeld ? instant : null;
  }

  advance(milliseconds: number): void {
    if (this.#held === null) this.#shift += milliseconds;
    else this.#held += milliseconds;
  }
}
