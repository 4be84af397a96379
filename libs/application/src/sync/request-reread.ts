import {
  addDays,
  addMonths,
  calendarDay,
  dayInZone,
  startOfDay,
  type Agency,
  type CalendarDay,
  type NetworkAccount,
  type SyncWindow,
} from '@tributary/domain';
import type { Clock, NetworkAccountRepository, RereadRequestRepository, SyncQueue } from '@tributary/ports';
import { Refusal } from '../refusal';

const MAX_MONTHS = 60;

export interface RequestRereadPorts {
  readonly accounts: NetworkAccountRepository;
  readonly rereads: RereadRequestRepository;
  readonly queue: SyncQueue;
  readonly clock: Clock;
}

export interface RereadOrder {
  readonly accountId: string;
  /** First and last day, `YYYY-MM-DD` in the agency's zone, both read whole. */
  readonly from: string;
  readonly until: string;
  readonly requestedBy: string;
}

/** Has the network asked once more for the days of a period. */
export class RequestReread {
  constructor(private readonly ports: RequestRereadPorts) {}

  /**
   * @returns whether a job was queued for it; otherwise the one that is queued or running reads the period.
   * @throws {Refusal} `not-found` for an unknown account, `invalid-input` for a paused one and for days that cannot be read.
   */
  async run(agency: Pick<Agency, 'id' | 'timeZone'>, order: RereadOrder): Promise<boolean> {
    const key = { agencyId: agency.id, accountId: order.accountId };
    refusePaused(await this.ports.accounts.find(key));
    const window = checkedWindow(order, { now: this.ports.clock.now(), zone: agency.timeZone });
    const { requestedBy } = order;
    await this.ports.rereads.add(key, { window, trigger: 'manual', requestedBy });
    return this.ports.queue.enqueue({ ...key, trigger: 'manual', rereadsOnly: true });
  }
}

function refusePaused(account: NetworkAccount | null): void {
  if (!account) throw new Refusal('not-found', 'There is no such connection.');
  if (account.isPaused) {
    throw new Refusal(
      'invalid-input',
      `${account.label} is paused. Resume it first, then read the period again.`,
    );
  }
}

function checkedWindow(
  days: Pick<RereadOrder, 'from' | 'until'>,
  at: { readonly now: Date; readonly zone: string },
): SyncWindow {
  const today = dayInZone(at.now, at.zone);
  const from = checkedDay('from', days.from, today);
  const until = checkedDay('until', days.until, today);
  if (until < from) refuse('until', 'The last day is before the first one. Choose a later last day.');
  const end = startOfDay(addDays(until, 1), at.zone);
  return { from: startOfDay(from, at.zone), to: end.getTime() > at.now.getTime() ? at.now : end };
}

function checkedDay(field: string, text: string, today: CalendarDay): CalendarDay {
  const day = parsedDay(text);
  if (day === null) refuse(field, 'Choose an existing day, as YYYY-MM-DD.');
  if (day > today) refuse(field, 'This day has not begun yet. Choose today or an earlier day.');
  if (day < addMonths(today, -MAX_MONTHS)) {
    refuse(field, 'This day is more than five years ago. Networks do not tell that any more.');
  }
  return day;
}

function refuse(field: string, message: string): never {
  throw new Refusal('invalid-input', message, [{ field, message }]);
}

function parsedDay(text: string): CalendarDay | null {
  try {
    return calendarDay(text);
  } catch {
    return null;
  }
}
