import { signal } from '@angular/core';
import { type ProblemError, toProblemError } from '@tributary/client-data-access';
import { firstValueFrom, type Observable } from 'rxjs';

/** One call of a form at a time, and what went wrong with the last one. */
export class Attempt {
  readonly isBusy = signal(false);
  readonly problem = signal<ProblemError | null>(null);

  /** @returns null when the server said no: then `problem` says why. */
  async run<T>(call: Observable<T>): Promise<{ readonly answer: T } | null> {
    if (this.isBusy()) return null;
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      return { answer: await firstValueFrom(call) };
    } catch (error) {
      this.problem.set(toProblemError(error));
      return null;
    } finally {
      this.isBusy.set(false);
    }
  }
}
