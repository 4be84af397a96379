import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { IconName } from '../icons';
import { Icon } from './icon';

export type ChipTone =
  'plain' | 'neutral' | 'positive' | 'warning' | 'negative' | 'solid-negative' | 'running';

/** Icon and word on a quiet fill; says a state. */
@Component({
  selector: 'trib-chip',
  imports: [Icon],
  template: `@if (icon(); as name) {
      <trib-icon [name]="name" [size]="14" />
    }
    <span>{{ label() }}</span>`,
  styleUrl: './chip.css',
  host: { '[attr.data-tone]': 'tone()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Chip {
  readonly label = input.required<string>();
  readonly icon = input<IconName | null>(null);
  readonly tone = input<ChipTone>('neutral');
}
