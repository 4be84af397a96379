import { sliceWindow, type NetworkAccount, type RereadTier, type SyncWindow } from '@tributary/domain';
import {
  UnexpectedResponse,
  type Credentials,
  type NetworkCatalog,
  type RunTier,
  type SaleRepository,
} from '@tributary/ports';
import { readPage } from './read-page';
import type { RunProgress } from './run-progress';
import { withLast } from './with-last';

/** One run that has begun. */
export interface RunningSync {
  readonly account: NetworkAccount;
  readonly tier: RunTier;
  readonly window: SyncWindow;
  readonly runId: string;
  readonly progress: RunProgress;
  /** Told once, when the first page was read well and stored. */
  readonly onAnswer: () => Promise<void>;
}

/** What a reading has brought so far. */
interface Tally {
  pages: number;
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

/** Reads the window of a run slice by slice and stores it page by page. */
export class WindowReader {
  constructor(
    private readonly ports: { readonly networks: NetworkCatalog; readonly sales: SaleRepository },
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
    const tally = { pages: 0, rows: 0 };
    for (const [index, window] of slices.entries()) {
      await this.readSlice(sync, credentials, { window, index, count: slices.length, signal, tally });
    }
    return tally.rows;
  }

  private async readSlice(sync: RunningSync, credentials: Credentials, slice: Slice): Promise<void> {
    const { window, index, signal, tally } = slice;
    const gateway = this.ports.networks.gateway(sync.account.network);
    let isRead = false;
    for await (const { item, isLast } of withLast(gateway.fetchSales(credentials, window, signal))) {
      // A gateway may end without an error when it is aborted: what it ends with is not the end of the slice.
      isRead = isLast && !signal.aborted;
      const content = readPage(gateway, item);
      await this.store(sync, content, isRead ? reachedBy(sync, slice) : NOT_REACHED);
      await count(sync, tally, content);
      await sync.progress.tell('running', (index + Number(isRead)) / slice.count);
      signal.throwIfAborted();
    }
    signal.throwIfAborted();
    if (isRead) return;
    // Going on would let the next slice carry the checkpoint past this one.
    const { name } = describedNetwork(this.ports.networks, sync.account);
    throw new UnexpectedResponse(`${name} gave no answer for a part of the window.`);
  }

  private async store(
    sync: RunningSync,
    content: ReturnType<typeof readPage>,
    reached: Reached,
  ): Promise<void> {
    const { agencyId, id: accountId, network } = sync.account;
    const account = { agencyId, accountId, network };
    const page = { account, runId: sync.runId, ...content, ...reached };
    sync.progress.count(await this.ports.sales.storePage(page));
  }
}

async function count(
  sync: RunningSync,
  tally: Tally,
  { sales, reversals, neverPaid, quarantined }: ReturnType<typeof readPage>,
): Promise<void> {
  tally.rows += sales.length + reversals.length + neverPaid.length + quarantined.length;
  tally.pages += 1;
  if (tally.pages === 1) await sync.onAnswer();
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
