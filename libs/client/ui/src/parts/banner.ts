import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { IconName } from '../icons';
import { Icon } from './icon';

export type BannerTone = 'negative' | 'warning' | 'neutral';

const ICONS: Readonly<Record<BannerTone, IconName>> = {
  negative: 'error_fill',
  warning: 'warning',
  neutral: 'info',
};

/** One line: who, what and since when, one button. Red is broken, amber is late, neutral informs. */
@Component({
  selector: 'trib-banner',
  imports: [Icon, MatButton],
  templateUrl: './banner.html',
  styleUrl: './banner.css',
  host: { '[attr.data-tone]': 'tone()', role: 'group', '[attr.aria-label]': 'heading() || null' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Banner {
  readonly tone = input<BannerTone>('neutral');
  /** "JVZoo · northbank"; the text is projected. */
  readonly heading = input('');
  readonly icon = input<IconName | null>(null);
  /** Verb and object; no button without it. */
  readonly action = input('');
  readonly actionIcon = input<IconName | null>(null);
  readonly details = input('');
  readonly acted = output();
  readonly detailed = output();

  protected readonly shownIcon = computed(() => this.icon() ?? ICONS[this.tone()]);
}
