import { Refusal } from '@tributary/application';
import { defer, finalize, type Observable } from 'rxjs';

/** A stream a tab: more than anybody looks at, fewer than would use up the connections of a process. */
export const STREAMS_OF_A_MEMBER = 12;

/** Counts the open event streams of this process by member. */
export class OpenStreams {
  private readonly open = new Map<string, number>();

  /** @throws {Refusal} `too-many-requests` when the member has too many open already. */
  counted<Event>(memberId: string, stream: Observable<Event>): Observable<Event> {
    if (this.of(memberId) >= STREAMS_OF_A_MEMBER) {
      throw new Refusal(
        'too-many-requests',
        'Too many pages of yours are open. Close some and load this again.',
      );
    }
    return defer(() => {
      this.open.set(memberId, this.of(memberId) + 1);
      return stream.pipe(
        finalize(() => {
          this.close(memberId);
        }),
      );
    });
  }

  private of(memberId: string): number {
    return this.open.get(memberId) ?? 0;
  }

  private close(memberId: string): void {
    const left = this.of(memberId) - 1;
    if (left > 0) this.open.set(memberId, left);
    else this.open.delete(memberId);
  }
}
