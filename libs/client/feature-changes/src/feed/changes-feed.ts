import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { NetworkBadge, type NetworkIdentity } from '@tributary/client-ui';
import type { ChangeDay } from './change-view';

/** What changed, day by day, newest first: each with what was, what is, and what it did to Earnings. */
@Component({
  selector: 'trib-changes-feed',
  imports: [NetworkBadge, RouterLink],
  templateUrl: './changes-feed.html',
  styleUrl: './changes-feed.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChangesFeed {
  readonly days = input.required<readonly ChangeDay[]>();
  readonly identify = input.required<(code: string) => NetworkIdentity>();
}
