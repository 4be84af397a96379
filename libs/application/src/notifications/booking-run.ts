import type { NetworkAccount, SyncErrorKind } from '@tributary/domain';
import type {
  Clock,
  NetworkCatalog,
  RawRow,
  SalePage,
  SaleRepository,
  SyncProgressChannel,
  SyncRun,
  SyncRunRepository,
} from '@tributary/ports';
import { readPage } from '../sync/read-page';
import { RunProgress } from '../sync/run-progress';
import type { OpenedNotification } from './sealed-content';

interface BookingPorts {
  readonly sales: SaleRepository;
  readonly runs: SyncRunRepository;
  readonly networks: NetworkCatalog;
  readonly progress: SyncProgressChannel;
  readonly clock: Clock;
}

interface Begun {
  readonly runId: string;
  readonly progress: RunProgress;
}

/** The run under which one account's bookings are stored. It begins with the first of them, if there is any. */
export class BookingRun {
  private begun: Begun | null = null;

  constructor(
    private readonly ports: BookingPorts,
    private readonly account: NetworkAccount,
  ) {}

  /** @returns hashes of those that cannot be read and are kept aside. */
  async store(notifications: readonly OpenedNotification[]): Promise<ReadonlySet<string>> {
    const { runId, progress } = (this.begun ??= await this.begin());
    const rows = notifications.flatMap(({ content }) => (content.kind === 'booking' ? content.rows : []));
    const content = readPage(this.ports.networks.gateway(this.account.network), rows);
    const unreadable = notifications.flatMap(({ content: one }) =>
      one.kind === 'unreadable' ? [{ reason: one.reason, raw: one.row }] : [],
    );
    const counts = await this.ports.sales.storePage({
      ...{ account: this.key, runId, ...content, checkpoint: null, completedTier: null },
      quarantined: [...content.quarantined, ...unreadable],
    });
    progress.count(counts);
    await progress.tell('running', 0);
    const aside = new Set(content.quarantined.map(({ raw }) => raw));
    return new Set(notifications.filter((one) => isKeptAside(one, aside)).map(({ hash }) => hash));
  }

  /** @returns null when nothing was stored. */
  async finish(
    failure: { readonly kind: SyncErrorKind; readonly message: string } | null,
  ): Promise<SyncRun | null> {
    if (!this.begun) return null;
    const { runId, progress } = this.begun;
    const run = await this.ports.runs.finish(this.key, runId, failure);
    await progress.tell(run.outcome, failure ? null : 1);
    return run;
  }

  private get key(): SalePage['account'] {
    const { agencyId, id: accountId, network } = this.account;
    return { agencyId, accountId, network };
  }

  private async begin(): Promise<Begun> {
    const now = this.ports.clock.now();
    const runId = await this.ports.runs.begin(this.key, {
      trigger: 'postback',
      tier: 'postback',
      window: { from: now, to: now },
    });
    const progress = new RunProgress(this.ports.progress, this.ports.clock, { ...this.key, runId });
    await progress.tell('running', 0);
    return { runId, progress };
  }
}

function isKeptAside({ content }: OpenedNotification, aside: ReadonlySet<RawRow>): boolean {
  if (content.kind === 'unreadable') return true;
  return content.kind === 'booking' && content.rows.some((row) => aside.has(row));
}
