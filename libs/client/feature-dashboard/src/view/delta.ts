import type { DecimalText } from '@tributary/api-contract';
import type { DashboardWords } from './words';

export type Tone = 'good' | 'bad' | 'neutral';

export interface Delta {
  readonly text: string;
  readonly tone: Tone;
  readonly direction: 'up' | 'down' | 'flat';
}

/** Coloured by good or bad, not by up or down: a rising refund rate is bad. */
export function delta(
  change: { readonly text: string; readonly direction: -1 | 0 | 1 },
  risingIs: Tone,
): Delta {
  const { text, direction } = change;
  if (direction === 0) return { text, tone: 'neutral', direction: 'flat' };
  return { text, tone: toneOf(direction > 0, risingIs), direction: direction > 0 ? 'up' : 'down' };
}

/** "+13.4%" against the period before. */
export function relativeDelta(ratio: DecimalText, risingIs: Tone, words: DashboardWords): Delta {
  return delta({ text: words.signedPercent(ratio), direction: words.direction(ratio) }, risingIs);
}

function toneOf(rises: boolean, risingIs: Tone): Tone {
  if (risingIs === 'neutral') return 'neutral';
  return rises === (risingIs === 'good') ? 'good' : 'bad';
}
