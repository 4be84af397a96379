import { sliceWindow, type NetworkAccount, type RereadTier, type SyncWindow } from '@tributary/domain';
import {
  pagesIn,
  UnexpectedResponse,
  type Clock,
  type Credentials,
  type NetworkCatalog,
  type RunTier,
  type SaleRepository,
  type StoredCounts,
} from '@tributary/ports';
import { GatheredPages, rowsOf } from './gathered-pages';
import { type PageContent, readPage } from './read-page';
import type { RunProgress } from './run-progress';
import { type UnreadPage, WaitingPages } from './waiting-pages';
import { withLast } from './with-last';

/** One run that has begun. */
export interface RunningSync {
  readonly account: NetworkAccount;
  readonly tier: RunTier;
  readonly window: SyncWindow;
  readonly runId: string;
  readonly progress: RunProgress;
  /** Told once, when the first page has come. */
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

/** A slice, and whether it is read to its end. */
interface Place {
  readonly slice: Slice;
  readonly isRead: boolean;
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
    const waiting = new WaitingPages(this.ports.clock);
    let isRead = false;
    try {
      for await (const { item, isLast } of withLast(gateway.fetchSales(credentials, window, signal))) {
        // A gateway may end without an error when it is aborted: what it ends with is not the end of the slice.
        isRead = isLast && !signal.aborted;
        await this.noteAnswer(sync, slice);
        waiting.add(item);
        if (isRead || waiting.isDue) await this.storeAll(sync, waiting.takeOut(), { slice, isRead });
        signal.throwIfAborted();
      }
    } finally {
      // Whatever ended the reading: what was told before is stored.
      if (!waiting.isEmpty) await this.storeAll(sync, waiting.takeOut(), { slice, isRead: false });
    }
    return isRead;
  }

  private async storeAll(sync: RunningSync, unread: readonly UnreadPage[], place: Place): Promise<void> {
    if (await this.repeat(sync, unread, place)) return;
    const gateway = this.ports.networks.gateway(sync.account.network);
    const gathered = new GatheredPages();
    let isRead = false;
    try {
      for (const { rows, bytes } of unread) {
        const content = readPage(gateway, rows, bytes);
        if (!gathered.takes(content)) await this.store(sync, gathered.takeOut(), { ...place, isRead });
        gathered.add(content);
      }
      ({ isRead } = place);
    } finally {
      // One of them may be none of the network's pages: those before it are stored, and the slice is not read.
      if (!gathered.isEmpty) await this.store(sync, gathered.takeOut(), { ...place, isRead });
    }
  }

  /**
   * Most hourly readings are told what they were told an hour ago. The rare ones that go further back read all of it, so that
   * whatever might have been missed is found by them.
   * @returns whether that was all.
   */
  private async repeat(sync: RunningSync, rawPages: readonly UnreadPage[], place: Place): Promise<boolean> {
    if (sync.tier !== 'hot') return false;
    const pages = { ...aboutRun(sync), rawPages, ...reachedBy(sync, place) };
    const counts = await this.ports.sales.repeatPages(pages);
    if (counts === null) return false;
    await this.tally(sync, place, { counts, pages: rawPages.length, rows: counts.unchanged });
    return true;
  }

  private async noteAnswer(sync: RunningSync, { tally }: Slice): Promise<void> {
    if (tally.isAnswered) return;
    tally.isAnswered = true;
    await sync.onAnswer();
  }

  private async store(sync: RunningSync, content: PageContent, place: Place): Promise<void> {
    const page = { ...aboutRun(sync), ...content, ...reachedBy(sync, place) };
    const counts = await this.ports.sales.storePage(page);
    await this.tally(sync, place, { counts, pages: pagesIn(page), rows: rowsOf(page) });
  }

  private async tally(
    { progress }: RunningSync,
    { slice, isRead }: Place,
    stored: { readonly counts: StoredCounts; readonly pages: number; readonly rows: number },
  ): Promise<void> {
    progress.count(stored.counts, stored.pages);
    slice.tally.rows += stored.rows;
    await progress.tell('running', (slice.index + Number(isRead)) / slice.count);
  }
}

function aboutRun({ account, runId }: RunningSync) {
  const { agencyId, id: accountId, network } = account;
  return { account: { agencyId, accountId, network }, runId };
}

/** A period that is read again by request says nothing of what lies before and after it. */
function reachedBy({ tier }: RunningSync, { slice, isRead }: Place): Reached {
  if (!isRead || !isPlanned(tier)) return NOT_REACHED;
  const { window, index, count } = slice;
  return { checkpoint: window.to, completedTier: index === count - 1 ? tier : null };
}

export function describedNetwork(networks: NetworkCatalog, account: NetworkAccount) {
  const description = networks.find(account.network);
  if (!description) throw new RangeError(`The network ${account.network} is not registered`);
  return description;
}
