import { createHash } from 'node:crypto';
import {
  type NotificationDescription,
  NotificationRefused,
  type NotificationReader,
  type NotificationRequest,
  type NotificationSecrets,
  type ReadNotification,
} from '@tributary/ports';
import { formFields, type NotificationFields, valuesOf } from '../../kit/notifications/notification-fields';
import {
  ADDRESS_CHECKED,
  around,
  hint,
  ignored,
  isAddressCheck,
  unreadable,
} from '../../kit/notifications/read-hint';
import { isSameText } from '../../kit/notifications/same-text';
import { parseEpochSeconds } from '../../kit/wire-time';

const SIGNATURE = 'cverify';
const SIGNATURE_LENGTH = 8;
/** Types by which no money moves (facts 7). */
const QUIET: ReadonlySet<string> = new Set(['CANCEL-REBILL', 'UNCANCEL-REBILL', 'TEST']);
/** The lists go by days whose zone is not known. */
const REACH_HOURS = 24;

const DESCRIPTION: NotificationDescription = {
  effect: 'hint',
  name: 'JVZIPN',
  summary:
    'JVZoo tells when a sale or a refund of your products happens. It is read over the API at once instead of within the hour. Figures come from the API only.',
  steps: [
    'Sign in at jvzoo.com and open your account’s Seller Settings. Copy the JVZIPN secret key and enter it here.',
    'Open each product, and enter the address as JVZIPN URL (version 1).',
    'Leave "JVZIPN V2 URL" empty: how JVZoo signs version 2 is not published, so it would be refused.',
  ],
  addresses: [{ label: 'JVZIPN URL', query: '' }],
  secretFields: [
    {
      name: 'secretKey',
      label: 'JVZIPN secret key',
      hint: 'JVZoo: account, Seller Settings.',
      secret: true,
      required: true,
      pattern: '\\S{4,128}',
    },
  ],
  limitations: [
    'JVZoo sends notifications to vendors, for each product on its own.',
    'The signature is short, so a notification never counts by itself.',
    'A refund is assumed to carry the date of its sale. One that does not is found by the daily reading.',
  ],
};

export const jvzooNotifications: NotificationReader = { description: DESCRIPTION, read };

function read(
  request: NotificationRequest,
  secrets: NotificationSecrets,
  _receivedAt: Date,
): ReadNotification {
  if (isAddressCheck(request)) return ADDRESS_CHECKED;
  const fields = formFields(request);
  if (!isSigned(fields, secrets.secretKey ?? '')) {
    throw new NotificationRefused(
      'JVZoo signs notifications of version 1 with the secret key; this one is not signed by it.',
    );
  }
  return meaningOf(fields);
}

function meaningOf(fields: NotificationFields): ReadNotification {
  const type = fields.get('ctransaction')?.toUpperCase() ?? '';
  const told = valuesOf(fields, ['ctransreceipt', 'ctransaction', 'cproditem', 'ctranstime']);
  if (QUIET.has(type)) return ignored(told, `No money moves by ${type}.`);
  const sold = instantOf(fields.get('ctranstime') ?? null);
  if (sold) return hint(told, around(sold, REACH_HOURS));
  const [ctransreceipt, ctransaction, cproditem, ctranstime] = told;
  return unreadable('JVZoo sent a notification whose ctranstime is missing or no date.', {
    ...{ ctransreceipt, ctransaction, cproditem, ctranstime },
  });
}

function isSigned(fields: NotificationFields, secretKey: string): boolean {
  const signature = fields.get(SIGNATURE) ?? '';
  if (signature === '' || secretKey === '') return false;
  return isSameText(signature.toUpperCase(), signatureOf(fields, secretKey));
}

/** The first eight digits of the SHA-1 of all values in the order of their names, each followed by a bar, and the key. */
function signatureOf(fields: NotificationFields, secretKey: string): string {
  const values = [...fields]
    .filter(([name]) => name !== SIGNATURE)
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([, value]) => `${value}|`);
  const digest = createHash('sha1')
    .update(`${values.join('')}${secretKey}`, 'utf8')
    .digest('hex');
  return digest.slice(0, SIGNATURE_LENGTH).toUpperCase();
}

function instantOf(seconds: string | null): Date | null {
  if (seconds === null) return null;
  try {
    return parseEpochSeconds(seconds);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
