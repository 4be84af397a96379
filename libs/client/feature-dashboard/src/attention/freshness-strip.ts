import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { NgTemplateOutlet } from '@angular/common';
import { RouterLink } from '@angular/router';
import type { AccountHealth } from '@tributary/api-contract';
import { Icon, NetworkBadge, type IconName } from '@tributary/client-ui';
import type { FreshnessCell } from '../view/freshness-view';

const ICONS: Readonly<Record<AccountHealth, IconName>> = {
  fresh: 'check_circle',
  late: 'schedule',
  'needs-attention': 'error',
  backfilling: 'sync',
  waiting: 'hourglass_empty',
  paused: 'pause',
};

/** How fresh each network is, one cell a network, always in the same order. */
@Component({
  selector: 'trib-freshness-strip',
  imports: [Icon, NetworkBadge, NgTemplateOutlet, RouterLink],
  templateUrl: './freshness-strip.html',
  styleUrl: './freshness-strip.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FreshnessStrip {
  readonly cells = input.required<readonly FreshnessCell[]>();
  /** Whether a cell leads to its connection. */
  readonly isLinked = input(false);

  protected iconOf(cell: FreshnessCell): IconName {
    return ICONS[cell.state];
  }
}
