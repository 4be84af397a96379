import type { Step, Story } from './story';

const PAID: Step = {
  kind: 'sale',
  fate: 'paid',
  fateAfter: 0,
  reversals: [],
  isAskedFor: false,
  voidAfter: null,
  wonAfter: null,
  corrections: [],
};

/** An order that is paid, and to which only happens what is said. */
export function plainOrder(at: number, what: Partial<Step> = {}): Story {
  return { at, product: 0, currency: 0, bump: null, steps: [{ ...PAID, ...what }] };
}
