import { DestroyRef, inject, Injectable, signal } from '@angular/core';

const STEP_MS = 30_000;

/** The present, twice a minute: "6 min ago" does not stand still on a page left open. */
@Injectable({ providedIn: 'root' })
export class MinuteClock {
  private readonly present = signal(new Date());
  readonly now = this.present.asReadonly();

  constructor() {
    const timer = setInterval(() => {
      this.present.set(new Date());
    }, STEP_MS);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
    });
  }
}
