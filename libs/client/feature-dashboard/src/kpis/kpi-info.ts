import { OverlayModule } from '@angular/cdk/overlay';
import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { Icon } from '@tributary/client-ui';
import type { KpiView } from '../view/kpi-view';

let lastId = 0;

/** What a figure means, how it is computed and what it covers, behind one small button. */
@Component({
  selector: 'trib-kpi-info',
  imports: [Icon, OverlayModule],
  templateUrl: './kpi-info.html',
  styleUrl: './kpi-info.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class KpiInfo {
  readonly kpi = input.required<KpiView>();

  protected readonly panelId = `trib-kpi-info-${String((lastId += 1))}`;
  protected readonly isOpen = signal(false);
  protected readonly positions = [
    { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top', offsetY: 6 },
    { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: 6 },
  ] as const;

  protected toggle(): void {
    this.isOpen.update((open) => !open);
  }

  protected close(): void {
    this.isOpen.set(false);
  }
}
