import { ChangeDetectionStrategy, Component, effect, inject, input } from '@angular/core';
import { NgTemplateOutlet } from '@angular/common';
import { RouterLink } from '@angular/router';
import type { AccountHealth } from '@tributary/api-contract';
import { Icon, NetworkBadge, Skeleton, type IconName } from '@tributary/client-ui';
import type { FreshnessCell } from '../view/freshness-view';
import { ExpectedNetworks } from './expected-networks';

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
  imports: [Icon, NetworkBadge, NgTemplateOutlet, RouterLink, Skeleton],
  templateUrl: './freshness-strip.html',
  styleUrl: './freshness-strip.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FreshnessStrip {
  /** Null while they are not known. */
  readonly cells = input.required<readonly FreshnessCell[] | null>();
  /** Whether a cell leads to its connection. */
  readonly isLinked = input(false);

  private readonly expected = inject(ExpectedNetworks);
  protected readonly places = Array.from({ length: this.expected.count() }, (_, place) => place);

  constructor() {
    effect(() => {
      const count = this.cells()?.length ?? 0;
      if (count > 0) this.expected.remember(count);
    });
  }

  protected iconOf(cell: FreshnessCell): IconName {
    return ICONS[cell.state];
  }
}
