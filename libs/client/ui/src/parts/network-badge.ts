import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { paletteSlot } from '../charts/chart-network';

/** Who a network is on screen; a network's descriptor fits. */
export interface NetworkIdentity {
  readonly name: string;
  readonly monogram: string;
  /** 1-based place in the registry. */
  readonly slot: number;
}

/** Monogram on the network's tint with its 3 px edge, and the name beside it when asked. */
@Component({
  selector: 'trib-network-badge',
  template: `<span
      class="badge"
      [attr.aria-hidden]="showName() || null"
      [attr.title]="showName() ? null : network().name"
      >{{ network().monogram }}</span
    >
    @if (showName()) {
      <span class="name">{{ network().name }}</span>
    } @else {
      <span class="trib-visually-hidden">{{ network().name }}</span>
    }`,
  styleUrl: './network-badge.css',
  host: {
    '[class.large]': 'size() === "large"',
    '[style.--mark]': 'mark()',
    '[style.--ink]': 'ink()',
    '[style.--tint]': 'tint()',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NetworkBadge {
  readonly network = input.required<NetworkIdentity>();
  readonly size = input<'small' | 'large'>('small');
  readonly showName = input(false);

  private readonly slot = computed(() => paletteSlot(this.network().slot));
  protected readonly mark = computed(() => `var(--trib-net-${this.slot()}-mark)`);
  protected readonly ink = computed(() => `var(--trib-net-${this.slot()}-ink)`);
  protected readonly tint = computed(() => `var(--trib-net-${this.slot()}-tint)`);
}
