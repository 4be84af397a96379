import type { SyncWindow } from '@tributary/domain';
import type { NotificationRequest, RawRow, ReadNotification } from '@tributary/ports';

const HOUR = 3_600_000;

/** The span from `hours` before an instant to `hours` after it. */
export function around(instant: Date, hours: number): SyncWindow {
  const reach = hours * HOUR;
  return { from: new Date(instant.getTime() - reach), to: new Date(instant.getTime() + reach) };
}

/** @param told what makes it this notification and no other: ids and the event, never the attempt or the time of arrival. */
export function hint(told: readonly (string | null)[], period: SyncWindow): ReadNotification {
  return { kind: 'hint', meaning: JSON.stringify(told), periods: [period] };
}

export function ignored(told: readonly (string | null)[], reason: string): ReadNotification {
  return { kind: 'ignored', meaning: JSON.stringify(['ignored', ...told]), reason };
}

/** @param row what is known of it, without customers' data. */
export function unreadable(reason: string, row: RawRow): ReadNotification {
  return { kind: 'unreadable', meaning: JSON.stringify(row), reason, row: { kind: 'notification', ...row } };
}

/** Networks ask an address whether it answers when it is entered: with nothing in it, so there is nothing to sign. */
export function isAddressCheck({ method, query, body }: NotificationRequest): boolean {
  return method === 'GET' && query.length === 0 && body.length === 0;
}

export const ADDRESS_CHECKED = ignored(
  ['address check'],
  'The network only asked whether the address answers.',
);
