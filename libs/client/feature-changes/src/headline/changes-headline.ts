import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { NetworkBadge, type NetworkIdentity, Skeleton } from '@tributary/client-ui';
import type { HeadlineView } from './headline-view';

/** How many sales changed and what that did to Earnings, in all and per network. */
@Component({
  selector: 'trib-changes-headline',
  imports: [NetworkBadge, Skeleton],
  templateUrl: './changes-headline.html',
  styleUrl: './changes-headline.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChangesHeadline {
  /** null while it loads. */
  readonly view = input.required<HeadlineView | null>();
  readonly identify = input.required<(code: string) => NetworkIdentity>();
}
