import type { KeptPage, RawRow, SyncRun } from '@tributary/ports';
import { readRows, type ToldContent } from '../sync/read-page';
import { factsOf, isEmpty, newestOf, toldBy, unreadOf } from './page-facts';
import { openRows } from './open-rows';
import { SecondReading, type SecondReadingPorts } from './second-reading';

/** The share of the work that is done when every page was looked at once. */
const LEARNED = 0.5;

/**
 * Reads every kept page of an account by the mapping of today, without asking the network, and stores what differs.
 *
 * Only the newest state may win, and nothing may be seen of the older ones on the way. So the pages are gone through
 * twice. First, newest first, each fact is remembered with the newest page that tells it; then those pages alone are
 * stored, oldest first, each reduced to what it is the newest to tell. A row is written at most once, straight to what it
 * has to be, so that an unchanged mapping writes none at all.
 */
export class RenormalizeAccount {
  constructor(private readonly ports: SecondReadingPorts) {}

  /**
   * @returns the finished run; null when the account is gone.
   * @throws {unknown} whatever our own side threw, and the abort reason, after recording it: the queue starts over.
   */
  async run(
    key: { readonly agencyId: string; readonly accountId: string },
    signal: AbortSignal,
  ): Promise<SyncRun | null> {
    const account = await this.ports.accounts.find(key);
    if (!account) return null;
    const reading = await SecondReading.begin(this.ports, account, 'raw-pages');
    return reading.finishAfter(() => this.readAll(reading, signal));
  }

  private async readAll(reading: SecondReading, signal: AbortSignal): Promise<void> {
    const { work } = reading;
    const pages = await this.ports.rawPages.begin(work);
    let learned = 0;
    let isComplete = true;
    for await (const page of this.ports.rawPages.newestFirst(reading.account)) {
      signal.throwIfAborted();
      isComplete = (await this.learn(reading, page)) && isComplete;
      learned += 1;
      await reading.reached((LEARNED * learned) / Math.max(pages, learned));
    }
    for await (const page of this.ports.rawPages.tellers(work)) {
      signal.throwIfAborted();
      await this.storeNewest(reading, page);
    }
    await this.ports.rawPages.end(work, { removesUntold: isComplete && learned > 0 });
    await this.settleReadable(reading);
  }

  /** @returns whether all that the page may tell is known. */
  private async learn(reading: SecondReading, page: KeptPage): Promise<boolean> {
    if (page.rows === null) return false;
    const content = contentOf(reading, page.rows);
    const tellers = await this.ports.rawPages.tell(reading.work, page, factsOf(content));
    const quarantined = unreadOf(page, content, tellers);
    if (quarantined.length > 0) await reading.store({ quarantined, toldAt: page.lastSeenAt });
    return content.quarantined.every((row) => row.externalId);
  }

  private async storeNewest(reading: SecondReading, page: KeptPage): Promise<void> {
    if (page.rows === null) return;
    const content = contentOf(reading, page.rows);
    const { told, asked } = factsOf(content);
    const names = { told: [], observed: [], asked: [...told, ...asked] };
    const newest = newestOf(page, content, await this.ports.rawPages.tell(reading.work, page, names));
    if (isEmpty(newest)) return;
    const settles = { before: page.readingBeganAt, except: content.quarantined.map(({ raw }) => raw) };
    await reading.store({
      ...newest,
      settles,
      toldAt: page.lastSeenAt,
      pagesKnownUntil: reading.work.beganAt,
    });
  }

  /** What a row that reads now tells was stored with its page, as far as it is the newest: it needs no second look. */
  private async settleReadable({ account, gateway }: SecondReading): Promise<void> {
    for await (const { entry, raw } of openRows(this.ports.quarantine, account)) {
      if (!raw || readRows(gateway, [raw]).quarantined.length > 0) continue;
      await this.ports.quarantine.mark(account, { ids: [entry.id] }, { as: 'resolved' });
    }
  }
}

function contentOf(reading: SecondReading, rows: readonly RawRow[]): ToldContent {
  return toldBy(readRows(reading.gateway, rows));
}
