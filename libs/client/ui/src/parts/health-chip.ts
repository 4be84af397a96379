import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { IconName } from '../icons';
import { Chip, type ChipTone } from './chip';

export type HealthKind = 'waiting' | 'backfilling' | 'fresh' | 'late' | 'needs-attention' | 'paused';

interface HealthLook {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: ChipTone;
}

const LOOKS: Readonly<Record<HealthKind, HealthLook>> = {
  waiting: { label: 'Waiting', icon: 'schedule', tone: 'neutral' },
  backfilling: { label: 'Backfilling', icon: 'sync', tone: 'running' },
  fresh: { label: 'Fresh', icon: 'check_circle', tone: 'positive' },
  late: { label: 'Late', icon: 'schedule', tone: 'warning' },
  'needs-attention': { label: 'Needs attention', icon: 'error', tone: 'negative' },
  paused: { label: 'Paused', icon: 'pause', tone: 'neutral' },
};

/** How a connection is; `label` tells more: "Late, 2 h 10 min", "Key refused", "Backfilling, 41%". */
@Component({
  selector: 'trib-health-chip',
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
export class HealthChip {
  readonly health = input.required<HealthKind>();
  readonly label = input<string | null>(null);

  protected readonly look = computed(() => LOOKS[this.health()]);
}
