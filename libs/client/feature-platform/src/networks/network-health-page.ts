import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { latestValue, NetworksApi, PlatformApi, toProblemError } from '@tributary/client-data-access';
import { Chip, ErrorCard, Formats, MinuteClock, NetworkBadge, Skeleton } from '@tributary/client-ui';
import { AccountStates } from '../account-states';
import { networkRow } from './network-row';

/** How each network fares over the connections of all agencies. */
@Component({
  selector: 'trib-network-health-page',
  imports: [AccountStates, Chip, ErrorCard, NetworkBadge, Skeleton],
  templateUrl: './network-health-page.html',
  styleUrls: ['../rows.css', './network-health-page.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NetworkHealthPage {
  private readonly networksApi = inject(NetworksApi);
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);

  protected readonly skeletonLines = [1, 2, 3, 4, 5, 6];
  protected readonly resource = inject(PlatformApi).networks();
  private readonly health = latestValue(this.resource);
  protected readonly rows = computed(() => {
    const words = { dates: this.formats.dates(), now: this.clock.now() };
    return this.health()?.map((one) => networkRow(one, this.identify(one.network), words));
  });
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error && this.health() === undefined ? toProblemError(error) : null;
  });

  private identify(code: string) {
    const known = this.networksApi.find(code);
    return known ?? { name: code, monogram: code.slice(0, 2).toUpperCase(), slot: 9 };
  }
}
