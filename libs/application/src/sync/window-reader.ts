import { sliceWindow, type NetworkAccount, type RereadTier, type SyncWindow } from '@tributary/domain';
import {
  pagesIn,
  UnexpectedResponse,
  type Clock,
  type Credentials,
  type NetworkCatalog,
  type RunTier,
  type SaleRepository,
} from '@tributary/ports';
import { GatheredPages, rowsOf } from './gathered-pages';
import { type PageContent, readPage } from './read-page';
import type { RunProgress } from './run-progress';
import { withLast } from './with-last';

/** One run that has begun. */
export interface RunningSync {
  readonly account: NetworkAccount;
  readonly tier: RunTier;
  readonly window: SyncWindow;
  readonly runId: string;
  readonly progress: RunProgress;
  /** Told once, when the first page was read well. */
  readonly onAnswer: () => Promise<void>;
}

/** What a reading has brought so far. */
interface Tally {
  isAnswered: boolean;
  rows: number;
}

/** One request series of the window. */
interface Slice {
  readonly window: SyncWindow;
  readonly index: number;
  readonly count: number;
  readonly signal: AbortSignal;
  readonly tally: Tally;
}

interface Reached {
  readonly checkpoint: Date | null;
  readonly completedTier: RereadTier | null;
}

const NOT_REACHED: Reached = { checkpoint: null, completedTier: null };
const PLANNED: readonly (RereadTier | RunTier)[] = ['backfill', 'hot', 'warm', 'cold'];

/** Whether runs of the tier are the account's hourly reading, which moves its checkpoint. */
export function isPlanned(tier: RunTier): tier is RereadTier {
  return PLANNED.includes(tier);
}

/** Reads the window of a run slice by slice and stores it page by page, small pages together. */
export class WindowReader {
  constructor(
    private readonly ports: {
      readonly networks: NetworkCatalog;
      readonly sales: SaleRepository;
      readonly clock: Clock;
    },
  ) {}

  /**
   * @returns how many rows told of a sale or a reversal, read or set aside.
   * @throws whatever the gateway or the storage throws, and the abort reason; what was stored before stays.
   */
  async read(sync: RunningSync, credentials: Credentials, signal: AbortSignal): Promise<number> {
    const slices = sliceWindow(
      sync.window,
      describedNetwork(this.ports.networks, sync.account).reread.sliceDays,
    );
    const tally = { isAnswered: false, rows: 0 };
    for (const [index, window] of slices.entries()) {
      await this.readSlice(sync, credentials, { window, index, count: slices.length, signal, tally });
    }
    return tally.rows;
  }

  private async readSlice(sync: RunningSync, credentials: Credentials, slice: Slice): Promise<void> {
    const { signal } = slice;
    const isRead = await this.fetchSlice(sync, credentials, slice);
    signal.throwIfAborted();
    if (isRead) return;
    // Going on would let the next slice carry the checkpoint past this one.
    const { name } = describedNetwork(this.ports.networks, sync.account);
    throw new UnexpectedResponse(`${name} gave no answer for a part of the window.`);
  }

  /** @returns whether the slice was read to its end. */
  private async fetchSlice(sync: RunningSync, credentials: Credentials, slice: Slice): Promise<boolean> {
    const { window, signal } = slice;
    const gateway = this.ports.networks.gateway(sync.account.network);
    const gathered = new GatheredPages(this.ports.clock);
    let isRead = false;
    try {
      for await (const { item, isLast } of withLast(gateway.fetchSales(credentials, window, signal))) {
        // A gateway may end without an error when it is aborted: what it ends with is not the end of the slice.
        isRead = isLast && !signal.aborted;
        const page = readPage(gateway, item);
        await this.noteAnswer(sync, slice);
        if (!gathered.takes(page)) await this.store(sync, gathered.takeOut(), { slice, isRead: false });
        gathered.add(page);
        if (isRead || gathered.isDue) await this.store(sync, gathered.takeOut(), { slice, isRead });
        signal.throwIfAborted();
      }
    } finally {
      // Whatever ended the reading: what was read well is stored.
      if (!gathered.isEmpty) await this.store(sync, gathered.takeOut(), { slice, isRead: false });
    }
    return isRead;
  }

  private async noteAnswer(sync: RunningSync, { tally }: Slice): Promise<void> {
    if (tally.isAnswered) return;
    tally.isAnswered = true;
    await sync.onAnswer();
  }

  private async store(
    sync: RunningSync,
    content: PageContent,
    { slice, isRead }: { readonly slice: Slice; readonly isRead: boolean },
  ): Promise<void> {
    const { agencyId, id: accountId, network } = sync.account;
    const account = { agencyId, accountId, network };
    const page = {
      account,
      runId: sync.runId,
      ...content,
      ...(isRead ? reachedBy(sync, slice) : NOT_REACHED),
    };
    sync.progress.count(await this.ports.sales.storePage(page), pagesIn(page));
    slice.tally.rows += rowsOf(page);
    await sync.progress.tell('running', (slice.index + Number(isRead)) / slice.count);
  }
}

/** A period that is read again by request says nothing of what lies before and after it. */
function reachedBy({ tier }: RunningSync, { window, index, count }: Slice): Reached {
  if (!isPlanned(tier)) return NOT_REACHED;
  return { checkpoint: window.to, completedTier: index === count - 1 ? tier : null };
}

export function describedNetwork(networks: NetworkCatalog, account: NetworkAccount) {
  const description = networks.find(account.network);
  if (!description) throw new RangeError(`The network ${account.network} is not registered`);
  return description;
}
