import { inject, Injectable } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { toProblemError } from '@tributary/client-data-access';

const SHOWN_MS = 6_000;

/** One line at the edge of the page, about what was just done. */
@Injectable()
export class Toasts {
  private readonly bar = inject(MatSnackBar);

  say(text: string): void {
    this.bar.open(text, undefined, { duration: SHOWN_MS });
  }

  /** Says what is being done, with the way back. */
  async undoable(text: string, work: () => Promise<void>, back: () => Promise<void>): Promise<void> {
    const toast = this.bar.open(text, 'Undo', { duration: SHOWN_MS });
    toast.onAction().subscribe(() => void this.trying(back));
    await this.trying(work);
  }

  /** Says why, when it does not work. */
  async trying(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.say(toProblemError(error).message);
    }
  }
}
