import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Formats } from '../format/formats';
import type { DecimalText } from '../format/number-text';
import type { IconName } from '../icons';
import { Icon } from './icon';

export interface Change {
  /** Relative change, or the difference of two ratios. */
  readonly kind: 'relative' | 'difference';
  /** 0.134 is 13.4 %, or 13.4 percentage points. */
  readonly value: DecimalText;
}

export type RisingIs = 'good' | 'bad' | 'neutral';

const ARROWS = { '-1': 'arrow_downward', '0': 'arrow_forward', '1': 'arrow_upward' } as const;
const WORDS = { '-1': 'down', '0': 'unchanged', '1': 'up' } as const;

/** Arrow, sign and figure; coloured by good or bad, not by up or down. */
@Component({
  selector: 'trib-delta',
  imports: [Icon],
  template: `@if (view(); as shown) {
      <trib-icon [name]="shown.icon" [size]="14" />
      <span class="trib-visually-hidden">{{ shown.word }}</span>
      <span>{{ shown.text }}</span>
    } @else {
      <span class="missing">{{ missing() }}</span>
    }`,
  styleUrl: './delta.css',
  host: { '[attr.data-tone]': 'view()?.tone ?? "neutral"' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Delta {
  private readonly formats = inject(Formats);

  /** null when there is nothing to compare with. */
  readonly change = input.required<Change | null>();
  readonly risingIs = input<RisingIs>('good');
  /** What stands in place of a change that does not exist. */
  readonly missing = input('too little data');

  protected readonly view = computed(() => {
    const change = this.change();
    if (change === null) return null;
    const numbers = this.formats.numbers();
    const direction = numbers.shownDirection(change.value);
    const icon: IconName = ARROWS[direction];
    return {
      icon,
      word: WORDS[direction],
      text: numbers.change(change),
      tone: toneOf(direction, this.risingIs()),
    };
  });
}

function toneOf(direction: -1 | 0 | 1, risingIs: RisingIs): RisingIs {
  if (direction === 0 || risingIs === 'neutral') return 'neutral';
  return (direction === 1) === (risingIs === 'good') ? 'good' : 'bad';
}
