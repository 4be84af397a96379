import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon, Sparkline, type IconName } from '@tributary/client-ui';
import type { Delta } from '../view/delta';
import type { KpiView } from '../view/kpi-view';
import { KpiInfo } from './kpi-info';

const ARROWS: Readonly<Record<Delta['direction'], IconName>> = {
  up: 'arrow_upward',
  down: 'arrow_downward',
  flat: 'arrow_forward',
};

/** One card, cells divided by hairlines; the headline spans two rows. Empty while loading. */
@Component({
  selector: 'trib-kpi-grid',
  imports: [Icon, KpiInfo, Sparkline],
  templateUrl: './kpi-grid.html',
  styleUrl: './kpi-grid.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class KpiGrid {
  readonly kpis = input.required<readonly KpiView[]>();
  readonly isLoading = input(false);

  protected readonly arrows = ARROWS;
  protected readonly skeletons = [0, 1, 2, 3, 4, 5, 6];
}
