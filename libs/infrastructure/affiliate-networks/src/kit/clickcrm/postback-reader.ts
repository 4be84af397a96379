import { type Currency, currency } from '@tributary/domain';
import {
  type CredentialField,
  type NotificationAddress,
  type NotificationDescription,
  type NotificationReader,
  type NotificationRequest,
  type NotificationSecrets,
  type RawRow,
  type ReadNotification,
} from '@tributary/ports';
import { fieldsOf, type NotificationFields } from '../notifications/notification-fields';
import { ADDRESS_CHECKED, ignored, isAddressCheck } from '../notifications/read-hint';
import { textAt } from './columns';
import { withoutPrivateColumns } from './private-columns';

const PAYOUT_CURRENCY = 'USD';
/** Events that no money moved by. */
const QUIET: ReadonlySet<string> = new Set(['checkout', 'test']);

/** What comes with every event; which event it is stands in the address itself, because no macro tells it. */
const MACROS = 'orderid={ORDERID}&commission={COMMISSION_AMOUNT}&product={PRODUCT_CODENAME}';

export function postbackAddress(label: string, event: string, moreMacros = ''): NotificationAddress {
  return { label, query: `?event=${event}&${MACROS}${moreMacros}` };
}

export function postbackFields(networkName: string): readonly CredentialField[] {
  return [
    {
      name: 'currency',
      label: 'Currency of the commissions',
      hint: `${networkName} does not state it in postbacks. Leave empty for ${PAYOUT_CURRENCY}.`,
      secret: false,
      required: false,
      pattern: '[A-Za-z]{3}',
      advanced: true,
    },
  ];
}

/**
 * Postbacks of one of the platform's networks. They are not signed: the address itself is the secret. Nothing in them is a
 * time, so the time of arrival stands in for it.
 */
export class PostbackReader implements NotificationReader {
  constructor(readonly description: NotificationDescription) {}

  read(request: NotificationRequest, secrets: NotificationSecrets, receivedAt: Date): ReadNotification {
    if (isAddressCheck(request)) return ADDRESS_CHECKED;
    const fields = fieldsOf(request);
    const meaning = JSON.stringify([...fields].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const event = textAt(Object.fromEntries(fields), ['event'])?.toLowerCase();
    if (event !== undefined && QUIET.has(event)) return ignored([meaning], `No money moves by "${event}".`);
    return { kind: 'booking', meaning, rows: [postbackRow(fields, currencyOf(secrets), receivedAt)] };
  }
}

/** Click ids, e-mail hashes, names and the like are left out before anything is stored. */
function postbackRow(fields: NotificationFields, code: Currency, receivedAt: Date): RawRow {
  return {
    kind: 'postback',
    currency: code,
    receivedAt: receivedAt.toISOString(),
    row: withoutPrivateColumns(Object.fromEntries(fields)),
  };
}

/** The form has checked it; a code that is none any more must not keep a sale from being stored. */
function currencyOf({ currency: code = '' }: NotificationSecrets): Currency {
  return currency(code.trim() === '' ? PAYOUT_CURRENCY : code.trim().toUpperCase());
}
