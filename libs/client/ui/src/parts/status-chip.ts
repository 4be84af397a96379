import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { IconName } from '../icons';
import { Chip, type ChipTone } from './chip';

export type StatusChipKind =
  'pending' | 'completed' | 'partly-refunded' | 'refunded' | 'chargeback' | 'observed';

interface ChipLook {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: ChipTone;
}

const LOOKS: Readonly<Record<StatusChipKind, ChipLook>> = {
  pending: { label: 'Pending', icon: 'schedule', tone: 'neutral' },
  completed: { label: 'Completed', icon: 'check_circle', tone: 'plain' },
  'partly-refunded': { label: 'Partly refunded', icon: 'undo', tone: 'negative' },
  refunded: { label: 'Refunded', icon: 'undo', tone: 'negative' },
  chargeback: { label: 'Chargeback', icon: 'gavel', tone: 'solid-negative' },
  observed: { label: 'Observed', icon: 'visibility', tone: 'neutral' },
};

/** The state of a sale. */
@Component({
  selector: 'trib-status-chip',
  imports: [Chip],
  template: `<trib-chip [label]="label() ?? look().label" [icon]="look().icon" [tone]="look().tone" />`,
  styles: `
    :host {
      display: inline-flex;
      max-width: 100%;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StatusChip {
  readonly status = input.required<StatusChipKind>();
  /** Other words for the same state. */
  readonly label = input<string | null>(null);

  protected readonly look = computed(() => LOOKS[this.status()]);
}
