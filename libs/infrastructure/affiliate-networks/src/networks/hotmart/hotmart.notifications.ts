import {
  type NotificationDescription,
  NotificationRefused,
  type NotificationReader,
  type NotificationRequest,
  type NotificationSecrets,
  type ReadNotification,
} from '@tributary/ports';
import { z } from 'zod';
import { jsonBody } from '../../kit/notifications/notification-fields';
import {
  ADDRESS_CHECKED,
  around,
  hint,
  ignored,
  isAddressCheck,
  unreadable,
} from '../../kit/notifications/read-hint';
import { isSameText } from '../../kit/notifications/same-text';
import { wireText } from '../../kit/wire-schema';
import { parseEpochMilliseconds } from '../../kit/wire-time';

const HEADER = 'x-hotmart-hottok';
/** A cart that was left behind is no purchase; everything else of that name may have moved money. */
const MOVES_MONEY = /^PURCHASE_(?!OUT_OF_SHOPPING_CART)/;
/** Dates are exact; an hour covers bounds of which nobody says whether they are included. */
const REACH_HOURS = 1;

const DESCRIPTION: NotificationDescription = {
  effect: 'hint',
  name: 'Webhook',
  summary:
    'Hotmart tells when a purchase is approved, refunded or changes otherwise. It is read over the API at once instead of within the hour. Figures come from the API only.',
  steps: [
    'Sign in at app.hotmart.com and open Tools, then Webhook (API and notifications).',
    'Add a configuration of version 2.0.0 and enter the address as its URL.',
    'Choose all events that begin with "Purchase".',
    'Copy the hottok shown on that page and enter it here.',
  ],
  addresses: [{ label: 'URL for sending', query: '' }],
  secretFields: [
    {
      name: 'hottok',
      label: 'Hottok',
      hint: 'The token that Hotmart sends with each notification, shown on the webhook page. Only Hotmart’s support can change it.',
      secret: true,
      required: true,
      pattern: '\\S{8,200}',
    },
  ],
  limitations: [
    'Which events Hotmart sends to affiliates is not documented. The hourly reading finds all of them.',
  ],
};

export const hotmartNotifications: NotificationReader = { description: DESCRIPTION, read };

const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);

const noticeSchema = z.object({
  id: wireText.catch(null),
  event: wireText.catch(null),
  hottok: optional(z.string()),
  data: optional(
    z.object({
      purchase: optional(
        z.object({
          transaction: wireText.catch(null),
          order_date: z.unknown().optional(),
          status: wireText.catch(null),
        }),
      ),
    }),
  ),
});
type Notice = z.infer<typeof noticeSchema>;

function read(
  request: NotificationRequest,
  secrets: NotificationSecrets,
  _receivedAt: Date,
): ReadNotification {
  if (isAddressCheck(request)) return ADDRESS_CHECKED;
  const notice = noticeOf(request);
  if (!isGenuine(request, notice, secrets.hottok ?? '')) {
    throw new NotificationRefused(
      'Hotmart sends its hottok with each notification; this one has another or none.',
    );
  }
  return meaningOf(notice);
}

/** A static token is all that proves the origin; older configurations send it in the body (facts 12). */
function isGenuine({ headers }: NotificationRequest, notice: Notice, expected: string): boolean {
  return expected !== '' && isSameText(headers[HEADER] ?? notice.hottok ?? '', expected);
}

const NO_PURCHASE = { transaction: null, order_date: null, status: null };

function meaningOf({ id, event, data }: Notice): ReadNotification {
  const { transaction, order_date: orderDate, status } = data?.purchase ?? NO_PURCHASE;
  const told = id === null ? [event, transaction, status] : [id];
  if (!MOVES_MONEY.test(event ?? '')) return ignored(told, 'It tells of no purchase.');
  // Hotmart changes rows in place and filters by the order's date: that is the day to read again.
  const ordered = instantOf(orderDate);
  if (ordered) return hint(told, around(ordered, REACH_HOURS));
  return unreadable('Hotmart sent a notification whose data.purchase.order_date is missing or no date.', {
    ...{ id, event, transaction, status },
  });
}

function noticeOf(request: NotificationRequest): Notice {
  const notice = noticeSchema.safeParse(jsonBody(request));
  return notice.success ? notice.data : { id: null, event: null, hottok: null, data: null };
}

/** A text of milliseconds in webhooks, a number in the API (facts 9). */
function instantOf(value: unknown): Date | null {
  try {
    return parseEpochMilliseconds(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
