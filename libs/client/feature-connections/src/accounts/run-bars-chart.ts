import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import type { RunBar } from './run-bars';

/** The last runs as small bars; arrow keys walk through their tooltips. */
@Component({
  selector: 'trib-run-bars',
  imports: [MatTooltip],
  templateUrl: './run-bars-chart.html',
  styleUrl: './run-bars-chart.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunBarsChart {
  /** Oldest first. */
  readonly bars = input.required<readonly RunBar[]>();
  readonly summary = input.required<string>();

  private readonly pointed = signal<number | null>(null);
  protected readonly active = computed(() => this.pointed() ?? this.bars().length - 1);
  protected readonly tooltip = computed(() => this.bars()[this.active()]?.tooltip ?? '');

  protected point(index: number | null): void {
    this.pointed.set(index);
  }

  protected step(by: number, event: Event): void {
    event.preventDefault();
    const last = this.bars().length - 1;
    this.pointed.set(Math.min(last, Math.max(0, this.active() + by)));
  }
}
