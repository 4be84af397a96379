import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { InsightSentence } from './insight-sentence';
import { Icon, type IconName } from '@tributary/client-ui';
import type { InsightCardItem, InsightsCardView } from '../view/insight-parts';

const ICONS: Readonly<Record<InsightCardItem['stance'], IconName>> = {
  positive: 'trending_up',
  negative: 'warning',
  neutral: 'lightbulb',
};

/** Verified findings: every figure in a sentence opens the rows it was computed from. */
@Component({
  selector: 'trib-insights-card',
  imports: [Icon, InsightSentence],
  templateUrl: './insights-card.html',
  styleUrl: './insights-card.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InsightsCard {
  /** null while loading. */
  readonly view = input.required<InsightsCardView | null>();

  protected readonly icons = ICONS;
}
