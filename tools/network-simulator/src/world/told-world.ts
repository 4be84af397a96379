import { inOrder, movementsOf } from './movements';
import { type Movement, type Payment } from './payment';
import { type Profile } from './profile';
import { type Place } from './scrambled-ids';
import { type Span, type World } from './world';

/** What the network holds of an account at an instant (epoch milliseconds): rows it corrects are other ones later. */
export type History = (now: number) => readonly Payment[];

/** A world that somebody tells instead of one that is invented: for histories in which everything happens. */
export class ToldWorld implements World {
  constructor(
    readonly options: { readonly profile: Profile; readonly since: number },
    private readonly history: History,
    private readonly now: () => number,
  ) {}

  payments(span: Span): readonly Payment[] {
    return this.#told().filter(({ at }) => isWithin(at, span));
  }

  movements(span: Span): readonly Movement[] {
    const moved = this.#told()
      .flatMap((payment) => movementsOf(payment))
      .filter(({ at }) => isWithin(at, span));
    return inOrder(moved, ({ payment }) => payment.place);
  }

  movementsUpTo(now: number): readonly Movement[] {
    return this.movements({ from: 0, to: now + 1 });
  }

  paymentsUpTo(now: number): readonly Payment[] {
    return this.payments({ from: 0, to: now + 1 });
  }

  at({ day, index, cycle }: Place): Payment | null {
    const found = this.#told().find(
      ({ place }) => place.day === day && place.index === index && place.cycle === cycle,
    );
    return found ?? null;
  }

  #told(): readonly Payment[] {
    return inOrder(this.history(this.now()), ({ place }) => place);
  }
}

function isWithin(instant: number, { from, to }: Span): boolean {
  return instant >= from && instant < to;
}
