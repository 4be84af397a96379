import {
  addDays,
  type CalendarDay,
  calendarDay,
  dayInZone,
  daysBetween,
  type JudgedDay,
  judgeDays,
  RECONCILED_DAYS,
} from '@tributary/domain';
import type {
  Clock,
  NetworkAccountRepository,
  NetworkCatalog,
  NetworkDescription,
  OwnTotals,
  ReconciliationRepository,
} from '@tributary/ports';
import { Refusal } from '../refusal';
import { reconciliationSummary, type ReconciliationSummary } from './reconciliation-state';

const MOST_DAYS = 92;

export interface ReconcileAccountPorts {
  readonly accounts: NetworkAccountRepository;
  readonly networks: NetworkCatalog;
  readonly reconciliation: ReconciliationRepository;
  readonly clock: Clock;
}

/** Days of the network as `YYYY-MM-DD`, both included; null: the days that are kept compared. */
export interface ReconciliationPeriod {
  readonly from: string | null;
  readonly until: string | null;
}

export interface Reconciliation {
  readonly summary: ReconciliationSummary;
  /** What the network's figures cover; null where it states none. */
  readonly offer: OwnTotals | null;
  /** The zone of the network's days. */
  readonly zone: string;
  /** The days the network has stated, newest first. */
  readonly days: readonly JudgedDay[];
}

interface Days {
  readonly first: CalendarDay;
  readonly last: CalendarDay;
}

/** Puts what a network states about its days beside what is stored, with the likely cause of each difference. */
export class ReconcileAccount {
  constructor(private readonly ports: ReconcileAccountPorts) {}

  /** @throws {Refusal} `not-found` for an unknown account, `invalid-input` for days that cannot be compared. */
  async run(agencyId: string, accountId: string, period: ReconciliationPeriod): Promise<Reconciliation> {
    const key = { agencyId, accountId };
    const account = await this.ports.accounts.find(key);
    const network = account && this.ports.networks.find(account.network);
    if (!network) throw new Refusal('not-found', 'There is no such connection.');
    const days = checkedDays(period, dayInZone(this.ports.clock.now(), network.timeZone));
    const results = await this.ports.reconciliation.results(agencyId);
    return {
      summary: reconciliationSummary(network, results.get(accountId)),
      offer: network.ownTotals,
      zone: network.timeZone,
      days: await this.judged(key, network, days),
    };
  }

  /** The days beside the period are looked at too: a day may make up for its neighbour. */
  private async judged(
    key: { readonly agencyId: string; readonly accountId: string },
    { ownTotals }: NetworkDescription,
    { first, last }: Days,
  ): Promise<readonly JudgedDay[]> {
    if (!ownTotals) return [];
    const { reversalsCountOn, counts } = ownTotals;
    const wider = { first: addDays(first, -1), last: addDays(last, 1) };
    const days = await this.ports.reconciliation.compareDays(key, { ...wider, reversalsCountOn, counts });
    return judgeDays(days)
      .filter(({ day }) => day >= first && day <= last)
      .toReversed();
  }
}

function checkedDays({ from, until }: ReconciliationPeriod, today: CalendarDay): Days {
  const last = until === null ? today : checkedDay('until', until);
  const first = from === null ? addDays(last, -RECONCILED_DAYS) : checkedDay('from', from);
  if (last < first) refuse('until', 'The last day is before the first one. Choose a later last day.');
  if (daysBetween(first, last) >= MOST_DAYS) {
    refuse('from', `At most ${MOST_DAYS} days can be compared at once. Choose a later first day.`);
  }
  return { first, last };
}

function checkedDay(field: string, text: string): CalendarDay {
  try {
    return calendarDay(text);
  } catch {
    return refuse(field, 'Choose an existing day, as YYYY-MM-DD.');
  }
}

function refuse(field: string, message: string): never {
  throw new Refusal('invalid-input', message, [{ field, message }]);
}
