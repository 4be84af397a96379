import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { ChangesApi, latestValue } from '@tributary/client-data-access';
import { Formats, Icon, MinuteClock, signOf, Skeleton } from '@tributary/client-ui';

/** One quiet line: what moved since the member last looked, and the way to it. */
@Component({
  selector: 'trib-moved-line',
  imports: [Icon, RouterLink, Skeleton],
  templateUrl: './moved-line.html',
  styleUrl: './moved-line.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MovedLine {
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);

  readonly network = input<string | null>(null);
  readonly account = input<string | null>(null);
  readonly client = input<string | null>(null);
  /** When the figures beside it were read, empty until they were: newer figures may have moved. */
  readonly shownAt = input('');

  protected readonly link = computed(() => ({
    network: this.network(),
    account: this.account(),
    client: this.client(),
  }));
  private readonly resource = inject(ChangesApi).summary(
    computed(() => ({
      network: listOf(this.network()),
      account: listOf(this.account()),
      client: listOf(this.client()),
    })),
  );
  private readonly latest = latestValue(this.resource);
  protected readonly hasFailed = computed(
    () => this.latest() === undefined && this.resource.error() !== undefined,
  );

  protected readonly view = computed(() => {
    const summary = this.latest();
    if (summary === undefined) return null;
    const numbers = this.formats.numbers();
    const moment = this.formats.dates().moment(summary.since, this.clock.now());
    const { sales, effect: amount, currency } = summary;
    return {
      since: summary.lastLookedAt === null ? 'In the last 7 days' : `Since you last looked (${moment})`,
      moved: sales === 1 ? '1 sale changed' : `${numbers.count(sales)} sales changed`,
      hasMoved: sales > 0,
      effect: signOf(amount) === 0 ? 'no effect on Earnings' : numbers.signedMoney(amount, currency),
      direction: signOf(amount),
    };
  });

  constructor() {
    let before = '';
    effect(() => {
      const shownAt = this.shownAt();
      if (before !== '' && shownAt !== before) untracked(() => this.resource.reload());
      before = shownAt;
    });
  }
}

function listOf(value: string | null): readonly string[] {
  return value === null ? [] : [value];
}
