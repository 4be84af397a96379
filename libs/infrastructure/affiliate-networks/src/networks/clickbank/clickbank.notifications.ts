import { createDecipheriv, createHash } from 'node:crypto';
import {
  type NotificationDescription,
  NotificationRefused,
  type NotificationReader,
  type NotificationRequest,
  type NotificationSecrets,
  type ReadNotification,
} from '@tributary/ports';
import { z } from 'zod';
import { formFields, jsonBody } from '../../kit/notifications/notification-fields';
import { ADDRESS_CHECKED, around, hint, ignored, isAddressCheck } from '../../kit/notifications/read-hint';
import { wireText } from '../../kit/wire-schema';
import { parseInstant } from '../../kit/wire-time';

/** Types by which no money moves; TEST is what "Test URL" sends (facts 12). */
const QUIET =
  /^(TEST|TEST_.*|CANCEL-REBILL|UNCANCEL-REBILL|SUBSCRIPTION-CHG|ABANDONED_ORDER|CUSTOMER_.*|CANCEL-TEST-.*)$/;
/** Times carry their offset: an hour covers what the clocks of both sides differ by. */
const REACH_HOURS = 1;
const KEY_LENGTH = 32;

const DESCRIPTION: NotificationDescription = {
  effect: 'hint',
  name: 'Instant Notification Service (INS)',
  summary:
    'ClickBank tells when a sale or a refund happens. It is read over the API at once instead of within the hour. Figures come from the API only.',
  steps: [
    'Sign in to ClickBank with the nickname whose sales you want, and open Settings, then My Site, Advanced Tools.',
    'Ask for access to Instant Notifications there if it is not yet granted.',
    'Enter the same secret key there and here: capital letters and digits, at most 16.',
    'Enter the address as Instant Notification URL with version 6.0 or later, and choose Test.',
  ],
  addresses: [{ label: 'Instant Notification URL', query: '' }],
  secretFields: [
    {
      name: 'secretKey',
      label: 'Secret key',
      hint: 'The secret key of Instant Notifications at ClickBank. You choose it: capital letters and digits, at most 16.',
      secret: true,
      required: true,
      pattern: '[A-Z0-9]{1,16}',
    },
  ],
  limitations: [
    'ClickBank tries five times, four hours apart. What it could not send, the hourly reading finds.',
  ],
};

export const clickbankNotifications: NotificationReader = { description: DESCRIPTION, read };

const envelopeSchema = z.object({ notification: z.string().min(1), iv: z.string().min(1) });
const noticeSchema = z.object({ receipt: wireText, transactionType: wireText, transactionTime: wireText });
type Notice = z.infer<typeof noticeSchema>;

function read(
  request: NotificationRequest,
  secrets: NotificationSecrets,
  receivedAt: Date,
): ReadNotification {
  if (isAddressCheck(request)) return ADDRESS_CHECKED;
  const notice = decrypted(request, secrets.secretKey ?? '');
  const type = notice.transactionType?.toUpperCase() ?? null;
  // Retries differ by `attemptCount` only, and each is encrypted anew (facts 12).
  const told = [notice.receipt, type, notice.transactionTime];
  if (type !== null && QUIET.test(type)) return ignored(told, `No money moves by ${type}.`);
  return hint(told, around(timeOf(notice) ?? receivedAt, REACH_HOURS));
}

/** There is no signature: a notification is genuine if it decrypts to an object (facts 12). */
function decrypted(request: NotificationRequest, secretKey: string): Notice {
  const envelope = envelopeSchema.safeParse(Object.fromEntries(formFields(request)));
  const { notification, iv } = envelope.success ? envelope.data : fromJson(request);
  try {
    if (secretKey === '') throw refused();
    const decipher = createDecipheriv('aes-256-cbc', keyOf(secretKey), Buffer.from(iv, 'base64'));
    const plain = Buffer.concat([decipher.update(Buffer.from(notification, 'base64')), decipher.final()]);
    return noticeSchema.parse(JSON.parse(plain.toString('utf8').trim()));
  } catch {
    throw refused();
  }
}

function fromJson(request: NotificationRequest): z.infer<typeof envelopeSchema> {
  const envelope = envelopeSchema.safeParse(jsonBody(request));
  if (!envelope.success) throw refused();
  return envelope.data;
}

/** The first 32 hexadecimal digits of the secret's SHA-1, as text. */
function keyOf(secretKey: string): Buffer {
  return Buffer.from(createHash('sha1').update(secretKey).digest('hex').slice(0, KEY_LENGTH), 'ascii');
}

function refused(): NotificationRefused {
  return new NotificationRefused(
    'ClickBank encrypts notifications with the secret key; this one does not open by it.',
  );
}

function timeOf({ transactionTime }: Notice): Date | null {
  if (transactionTime === null) return null;
  try {
    return parseInstant(transactionTime);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
