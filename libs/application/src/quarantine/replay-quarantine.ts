import type { SyncRun } from '@tributary/ports';
import { readRows } from '../sync/read-page';
import { openRows, type OpenRow } from './open-rows';
import { SecondReading, type SecondReadingPorts } from './second-reading';

export interface ReplayRequest {
  readonly agencyId: string;
  readonly accountId: string;
  /** Null for every open row. */
  readonly rowIds: readonly string[] | null;
  /** Without ids: only rows with exactly this reason; null for all. */
  readonly reason: string | null;
}

/** Reads rows of an account's quarantine once more, after the mapping learned to. */
export class ReplayQuarantine {
  constructor(private readonly ports: SecondReadingPorts) {}

  /**
   * @returns the finished run; null when the account is gone or no row waits.
   * @throws {unknown} whatever our own side threw, and the abort reason, after recording it: the queue tries again.
   */
  async run(request: ReplayRequest, signal: AbortSignal): Promise<SyncRun | null> {
    const account = await this.ports.accounts.find(request);
    if (!account) return null;
    const counts = await this.ports.quarantine.countOpen(request.agencyId);
    const waiting = counts.get(request.accountId) ?? 0;
    if (waiting === 0) return null;
    const reading = await SecondReading.begin(this.ports, account, 'replay');
    const wanted = request.rowIds && new Set(request.rowIds);
    return reading.finishAfter(async () => {
      let seen = 0;
      // Newest first: once the newest row of a sale is stored, its older ones are known to be outdated.
      for await (const row of openRows(this.ports.quarantine, reading.account)) {
        signal.throwIfAborted();
        const isWanted = wanted?.has(row.entry.id) ?? [null, row.entry.reason].includes(request.reason);
        if (isWanted) await this.read(reading, row);
        seen += 1;
        await reading.reached(Math.min(1, seen / waiting));
      }
    });
  }

  private async read(reading: SecondReading, { entry, raw }: OpenRow): Promise<void> {
    if (!raw) return;
    const content = readRows(reading.gateway, [raw]);
    await reading.store({ ...content, toldAt: entry.setAsideAt });
    if (content.quarantined.length > 0) return;
    await this.ports.quarantine.mark(reading.account, { ids: [entry.id] }, { as: 'resolved' });
  }
}
