import { Clock } from '../../clock';

/** Stands still until it is told otherwise; with a step, it moves on by that much whenever it is read. */
export class SettableClock extends Clock {
  private milliseconds: number;

  constructor(
    start: Date | string = '2026-03-14T12:00:00Z',
    private readonly stepMs = 0,
  ) {
    super();
    this.milliseconds = new Date(start).getTime();
  }

  now(): Date {
    this.milliseconds += this.stepMs;
    return new Date(this.milliseconds);
  }

  set(to: Date | string): void {
    this.milliseconds = new Date(to).getTime();
  }

  advance(milliseconds: number): void {
    this.milliseconds += milliseconds;
  }
}
