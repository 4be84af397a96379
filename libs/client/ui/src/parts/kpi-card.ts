import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatTooltip } from '@angular/material/tooltip';
import type { FigureParts } from '../format/number-formats';
import { Delta, type Change, type RisingIs } from './delta';
import { Icon } from './icon';
import { Skeleton } from './skeleton';

export type KpiState = 'filled' | 'loading' | 'not-reported' | 'too-little-data' | 'not-loaded';

/**
 * One figure with what it is compared with and what it covers. In part is `filled` with a `warning`.
 * Project the sparkline as content. `framed` draws the card; cells of one card stay without.
 */
@Component({
  selector: 'trib-kpi-card',
  imports: [Delta, Icon, MatButton, MatTooltip, Skeleton],
  templateUrl: './kpi-card.html',
  styleUrl: './kpi-card.css',
  host: {
    '[class.framed]': 'framed()',
    '[class.headline]': 'headline()',
    '[attr.aria-busy]': 'state() === "loading" || null',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class KpiCard {
  readonly label = input.required<string>();
  /** Definition, formula and coverage, behind the info icon. */
  readonly definition = input('');
  readonly state = input<KpiState>('filled');
  readonly figure = input<FigureParts | null>(null);
  readonly change = input<Change | null>(null);
  readonly risingIs = input<RisingIs>('good');
  /** False where a comparison has no place at all (pending). */
  readonly showChange = input(true);
  /** A word beside the figure in place of the change: "Steady". */
  readonly pace = input('');
  /** "vs 22 Sept – 21 Oct" */
  readonly comparedWith = input('');
  /** "2 sales not converted" */
  readonly warning = input('');
  /** Coverage or split, at most two. */
  readonly lines = input<readonly string[]>([]);
  readonly headline = input(false);
  readonly framed = input(false);
  readonly retried = output();
}
