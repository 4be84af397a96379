import {
  addDays,
  type CalendarDay,
  dayInZone,
  daysToAsk,
  judgeDays,
  type NetworkAccount,
  RECONCILED_DAYS,
  type SyncWindow,
} from '@tributary/domain';
import {
  type AccountKey,
  type Clock,
  type Credentials,
  type NetworkCatalog,
  type NetworkDescription,
  NetworkError,
  type OwnTotals,
  type ReconciliationRepository,
  type RunTier,
} from '@tributary/ports';

export interface ReadTotalsPorts {
  readonly networks: NetworkCatalog;
  readonly reconciliation: ReconciliationRepository;
  readonly clock: Clock;
}

/** The reading of the network's rows that has just ended well. */
export interface EndedReading {
  readonly account: NetworkAccount;
  readonly credentials: Credentials;
  readonly tier: RunTier;
  readonly window: SyncWindow;
  readonly signal: AbortSignal;
}

interface Totals {
  readonly network: NetworkDescription;
  readonly offer: OwnTotals;
  readonly key: AccountKey;
  /** The days that are kept compared. */
  readonly first: CalendarDay;
  readonly today: CalendarDay;
}

const OWN_FAULT = 'Tributary could not compare the last days. It tries again with the next reading.';

/** Readings that ask about known days again: the daily and the weekly one, and those of a period somebody asked for. */
const AGAIN: readonly RunTier[] = ['warm', 'cold', 'period'];

/**
 * Reads a network's own totals after a good reading of its rows and compares the last days with them.
 * Never throws and never changes the outcome of the run: what goes wrong is kept with the result of the comparison.
 */
export class ReadTotals {
  constructor(private readonly ports: ReadTotalsPorts) {}

  async run(reading: EndedReading): Promise<void> {
    const network = this.ports.networks.find(reading.account.network);
    if (!network?.ownTotals) return;
    const { agencyId, id: accountId } = reading.account;
    const today = dayInZone(this.ports.clock.now(), network.timeZone);
    const first = addDays(today, -RECONCILED_DAYS);
    const totals = { network, offer: network.ownTotals, key: { agencyId, accountId }, first, today };
    try {
      const failure = await this.read(totals, reading);
      if (!reading.signal.aborted) await this.compare(totals, failure);
    } catch {
      await this.giveUp(totals);
    }
  }

  /** @returns what the network failed with, for a person; null when it did not. */
  private async read(totals: Totals, reading: EndedReading): Promise<string | null> {
    if (totals.offer.source === 'with-sales') {
      await this.cover(totals, reading.window);
      return null;
    }
    try {
      await this.ask(totals, reading);
      return null;
    } catch (error) {
      if (reading.signal.aborted) return null;
      if (error instanceof NetworkError) return error.message;
      throw error;
    }
  }

  /** The totals of these days came with the reading itself. */
  private async cover({ network, key, first }: Totals, window: SyncWindow): Promise<void> {
    const since = dayInZone(window.from, network.timeZone);
    const days = {
      first: since > first ? since : first,
      last: dayInZone(new Date(window.to.getTime() - 1), network.timeZone),
    };
    await this.ports.reconciliation.coverDays(key, days);
  }

  private async ask(totals: Totals, reading: EndedReading): Promise<void> {
    const { account, credentials, signal } = reading;
    const days = await this.plan(totals, reading);
    if (days.length === 0) return;
    const gateway = this.ports.networks.gateway(account.network);
    for await (const day of gateway.fetchTotals(credentials, days, signal)) {
      await this.ports.reconciliation.storeTotals({ ...totals.key, network: account.network }, [day]);
    }
  }

  private async plan(
    totals: Totals,
    { account, tier, window }: EndedReading,
  ): Promise<readonly CalendarDay[]> {
    const known = await this.compared(totals);
    return daysToAsk({
      now: this.ports.clock.now(),
      readSince: account.backfillFrom,
      zone: totals.network.timeZone,
      daysARun: totals.offer.daysARun,
      stated: new Map(known.map(({ day, statedAt }) => [day, statedAt])),
      within: tier === 'period' ? window : null,
      again: AGAIN.includes(tier),
    });
  }

  private async compare(totals: Totals, failure: string | null): Promise<void> {
    const ended = judgeDays(await this.compared(totals)).filter(({ verdict }) => verdict !== 'open');
    await this.ports.reconciliation.saveResult(totals.key, {
      checkedDays: ended.length,
      differingDays: ended.filter(({ verdict }) => verdict === 'differs').length,
      failure,
    });
  }

  private compared({ key, offer, first, today }: Totals) {
    const { reversalsCountOn, counts } = offer;
    return this.ports.reconciliation.compareDays(key, { first, last: today, reversalsCountOn, counts });
  }

  /** Storage failed. When it is away altogether, the run itself tells. */
  private async giveUp({ key }: Totals): Promise<void> {
    const result = { checkedDays: 0, differingDays: 0, failure: OWN_FAULT };
    await this.ports.reconciliation.saveResult(key, result).catch(() => undefined);
  }
}
