import type { RowMeaning } from './read-import-row';

/** What the rows before one say of its keys. */
export type Repetition =
  | { readonly kind: 'first' }
  /** The same row once more: it counts once. */
  | { readonly kind: 'same' }
  /** Another row with the same key: nobody can say which one is right. */
  | { readonly kind: 'contradiction'; readonly line: number };

/** Remembers which keys a file has told, and in which line. */
export class RowRegistry {
  private readonly lines = new Map<string, number>();
  private readonly prints = new Map<string, number>();

  add(meaning: Pick<RowMeaning, 'sale' | 'reversals'>, line: number): Repetition {
    const told = keyed(meaning);
    const print = fingerprint(JSON.stringify(told));
    const known = told.map(([key]) => key).find((key) => this.lines.has(key));
    if (known === undefined) {
      for (const [key] of told) {
        this.lines.set(key, line);
        this.prints.set(key, print);
      }
      return { kind: 'first' };
    }
    if (this.prints.get(known) === print) return { kind: 'same' };
    return { kind: 'contradiction', line: this.lines.get(known) ?? line };
  }
}

function keyed({ sale, reversals }: Pick<RowMeaning, 'sale' | 'reversals'>): (readonly [string, object])[] {
  return [
    ...(sale ? [[`s ${sale.externalOrderId}`, sale] as const] : []),
    ...reversals.map((one) => [`r ${one.externalReversalId}`, one] as const),
  ];
}

const { imul } = Math;

/** 53 bits of the text (cyrb53), enough to tell rows of one key apart. */
function fingerprint(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = imul(high ^ code, 2_654_435_761);
    low = imul(low ^ code, 1_597_334_677);
  }
  high = imul(high ^ (high >>> 16), 2_246_822_507) ^ imul(low ^ (low >>> 13), 3_266_489_909);
  low = imul(low ^ (low >>> 16), 2_246_822_507) ^ imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
}
