import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { NetworkBadge } from '../parts/network-badge';
import { Segmented } from '../parts/segmented';
import { ChartCanvas } from './chart-canvas';
import { ChartCard, type ChartState } from './chart-card';
import { paletteSlot } from './chart-network';
import { patternOfSlot } from './chart-patterns';
import { ChartTheme } from './chart-theme';
import { donutOptions } from './donut-options';
import { divergingBars, isWhole, stackParts } from './share-geometry';
import type { ShareView } from './share-view';

type ShareMode = 'bar' | 'donut';

const BODY_PX = 272;
const DONUT_PX = 244;
const MODES: readonly { readonly value: ShareMode; readonly label: string }[] = [
  { value: 'bar', label: 'Bar' },
  { value: 'donut', label: 'Donut' },
];

/** Who earned it: a stacked bar with its table, or a donut; diverging bars as soon as a part is below zero. */
@Component({
  selector: 'trib-network-share',
  imports: [ChartCanvas, ChartCard, Segmented, NetworkBadge],
  templateUrl: './network-share.html',
  styleUrl: './network-share.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NetworkShare {
  private readonly theme = inject(ChartTheme);

  readonly view = input.required<ShareView | null>();
  readonly state = input<ChartState>('ready');
  readonly message = input('');

  protected readonly modes = MODES;
  protected readonly bodyHeight = BODY_PX;
  protected readonly donutHeight = DONUT_PX;
  protected readonly mode = signal<ShareMode>('bar');
  protected readonly patterns = this.theme.patterns;
  protected readonly shown = computed(() => {
    const view = this.view();
    if (view === null) return null;
    const whole = isWhole(view.rows);
    const bars = divergingBars(view.rows);
    return {
      view,
      whole,
      parts: whole ? stackParts(view.rows) : [],
      rows: view.rows.map((row, index) => ({ ...row, bar: bars[index] })),
      below: view.rows.filter((row) => row.value < 0).length,
    };
  });
  protected readonly donut = computed(() => {
    const shown = this.shown();
    return shown !== null && shown.whole && this.mode() === 'donut'
      ? donutOptions(shown.view, { tokens: this.theme.tokens(), patterns: this.patterns() })
      : null;
  });

  protected choose(id: string): void {
    this.mode.set(id === 'donut' ? 'donut' : 'bar');
  }

  protected mark(slot: number): string {
    return `var(--trib-net-${paletteSlot(slot)}-mark)`;
  }

  protected pattern(slot: number): string {
    return this.patterns() ? (patternOfSlot(slot) ?? '') : '';
  }
}
