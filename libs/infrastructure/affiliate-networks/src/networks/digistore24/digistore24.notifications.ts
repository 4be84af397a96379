import { createHash } from 'node:crypto';
import type { SyncWindow } from '@tributary/domain';
import {
  type NotificationDescription,
  NotificationRefused,
  type NotificationReader,
  type NotificationRequest,
  type NotificationSecrets,
  type ReadNotification,
} from '@tributary/ports';
import { formFields, type NotificationFields, valuesOf } from '../../kit/notifications/notification-fields';
import { ADDRESS_CHECKED, around, hint, ignored, isAddressCheck } from '../../kit/notifications/read-hint';
import { isSameText } from '../../kit/notifications/same-text';
import { parseZonedTime } from '../../kit/wire-time';
import { DEFAULT_ZONE } from './digistore24.schema';

const SIGNATURES = ['sha_sign', 'SHASIGN'];
/** Events by which no money moves (facts 12). */
const QUIET: ReadonlySet<string> = new Set([
  'connection_test',
  'on_payment_missed',
  'payment_denial',
  'on_rebill_cancelled',
  'on_rebill_resumed',
  'last_paid_day',
]);
/** The zone of the dates is inferred only, so the transaction is looked for a day around them. */
const REACH_HOURS = 24;

const DESCRIPTION: NotificationDescription = {
  effect: 'hint',
  name: 'Instant payment notifications (IPN)',
  summary:
    'Digistore24 tells when a payment or a refund happens. It is read over the API at once instead of within the hour. Figures come from the API only.',
  steps: [
    'Sign in to Digistore24, switch to the vendor view and open Settings, then Integrations (IPN).',
    'Add an integration of the kind Generic and enter the address as IPN URL.',
    'Enter the same passphrase there and here: letters and digits, at most 63.',
    'Choose the transactions payment, refund and chargeback, and save.',
  ],
  addresses: [{ label: 'IPN URL', query: '' }],
  secretFields: [
    {
      name: 'passphrase',
      label: 'SHA passphrase',
      hint: 'The passphrase of the integration at Digistore24. You choose it.',
      secret: true,
      required: true,
      pattern: '\\S{8,63}',
    },
  ],
  limitations: [
    'Digistore24 offers integrations to vendors. Whether affiliates may add one is not documented.',
    'Partial refunds are not sent: the hourly reading finds them.',
  ],
};

export const digistore24Notifications: NotificationReader = { description: DESCRIPTION, read };

function read(
  request: NotificationRequest,
  secrets: NotificationSecrets,
  receivedAt: Date,
): ReadNotification {
  if (isAddressCheck(request)) return ADDRESS_CHECKED;
  const fields = formFields(request);
  if (!isSigned(fields, secrets.passphrase ?? '')) {
    throw new NotificationRefused(
      'Digistore24 signs notifications with the SHA passphrase; this one is not.',
    );
  }
  return meaningOf(fields, receivedAt);
}

function meaningOf(fields: NotificationFields, receivedAt: Date): ReadNotification {
  const event = fields.get('event') ?? '';
  const told = valuesOf(fields, ['event', 'transaction_id', 'order_id']);
  if (isTest(fields)) return ignored([...told, 'test'], 'A test payment.');
  if (QUIET.has(event)) return ignored(told, `No money moves by "${event}".`);
  return hint(told, periodOf(fields, receivedAt));
}

/** Real connections sign the keys as they are sent; some sign them in upper case (facts 12). */
function isSigned(fields: NotificationFields, passphrase: string): boolean {
  const signature = SIGNATURES.map((name) => fields.get(name)).find((value) => value !== undefined) ?? '';
  if (signature === '' || passphrase === '') return false;
  const matches = [asSent, upperCase].map((spell) =>
    isSameText(signature.toUpperCase(), signatureOf(fields, passphrase, spell)),
  );
  return matches.includes(true);
}

const asSent = (name: string) => name;
const upperCase = (name: string) => name.toUpperCase();

/** SHA-512 over `key=value` and the passphrase for each filled field, in the order of the keys' bytes. */
function signatureOf(
  fields: NotificationFields,
  passphrase: string,
  spell: (name: string) => string = asSent,
): string {
  const text = [...fields]
    .filter(([name, value]) => !SIGNATURES.includes(name) && value !== '')
    .map(([name, value]) => [spell(name), value] as const)
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, value]) => `${name}=${value}${passphrase}`)
    .join('');
  return createHash('sha512').update(text, 'utf8').digest('hex').toUpperCase();
}

function isTest(fields: NotificationFields): boolean {
  return fields.get('api_mode') === 'test' || fields.get('pay_method') === 'test';
}

/** Refunds are rows of their own in the list, by their own date: the transaction's. */
function periodOf(fields: NotificationFields, receivedAt: Date): SyncWindow {
  const date = fields.get('transaction_date') ?? '';
  const time = fields.get('transaction_time') ?? '';
  return around(
    timeOf(`${date} ${time}`) ?? timeOf(fields.get('order_date_time') ?? '') ?? receivedAt,
    REACH_HOURS,
  );
}

function timeOf(text: string): Date | null {
  try {
    return parseZonedTime(text.trim(), DEFAULT_ZONE);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
