import type {
  NotificationDescription,
  NotificationReader,
  NotificationRequest,
  NotificationSecrets,
  ReadNotification,
} from '../../notification-reader';
import { NotificationRefused } from '../../notification-reader';

export const SCRIPTED_DESCRIPTION: NotificationDescription = {
  effect: 'counts',
  name: 'Postbacks',
  summary: 'Each sale counts as soon as the network tells it.',
  steps: ['Open Settings, then Postbacks.'],
  addresses: [
    { label: 'Sale', query: '?event=sale&order={ORDER}' },
    { label: 'Refund', query: '?event=refund&order={ORDER}' },
  ],
  secretFields: [
    {
      name: 'passphrase',
      label: 'Passphrase',
      hint: 'You choose it.',
      secret: true,
      required: true,
      pattern: '[a-z-]{8,}',
    },
  ],
  limitations: [],
};

/** Takes what was sent for what it means: the body is a {@link ReadNotification} as JSON, signed by the passphrase itself. */
export class ScriptedNotifications implements NotificationReader {
  readonly seen: { readonly request: NotificationRequest; readonly receivedAt: Date }[] = [];

  constructor(readonly description: NotificationDescription = SCRIPTED_DESCRIPTION) {}

  read(request: NotificationRequest, secrets: NotificationSecrets, receivedAt: Date): ReadNotification {
    this.seen.push({ request, receivedAt });
    if (request.headers['x-signature'] !== secrets.passphrase) throw new NotificationRefused('Not signed.');
    return JSON.parse(new TextDecoder().decode(request.body), revived) as ReadNotification;
  }
}

/** Dates of windows and sales, which JSON turned into texts. */
function revived(name: string, value: unknown): unknown {
  const isDate = typeof value === 'string' && ['from', 'to', 'saleDate', 'reversedAt'].includes(name);
  return isDate ? new Date(value) : value;
}
