import { NotificationRefused } from '@tributary/ports';
import { asked, fixtureText, postedJson } from '../../kit/testing/notification-request';
import { hotmartNotifications } from './hotmart.notifications';

interface Webhook {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly purchase: object };
}

const HOTTOK = 'inventedhottok0001';
const RECEIVED = new Date('2026-03-18T00:00:01Z');
const WEBHOOK = JSON.parse(fixtureText(import.meta.dirname, 'webhook-refunded.json')) as Webhook;

const read = (body: unknown, hottok = HOTTOK) =>
  hotmartNotifications.read(postedJson(body, { 'x-hotmart-hottok': hottok }), { hottok: HOTTOK }, RECEIVED);
const withPurchase = (change: object) => ({
  ...WEBHOOK,
  data: { ...WEBHOOK.data, purchase: { ...WEBHOOK.data.purchase, ...change } },
});

describe('Hotmart’s webhook', () => {
  it('is a hint to read the day of the order again, not that of its refund', () => {
    expect(read(WEBHOOK)).toEqual({
      kind: 'hint',
      meaning: '["5d1a6a0e-6d0c-4c2f-9a40-1f5b7c1d0001"]',
      periods: [{ from: new Date('2026-03-14T17:22:41Z'), to: new Date('2026-03-14T19:22:41Z') }],
    });
  });

  it('may tell the date as a number, and the token in the body', () => {
    const numbered = withPurchase({ order_date: 1_773_512_561_000 });
    expect(read(numbered)).toEqual(read(WEBHOOK));
    const request = postedJson({ ...WEBHOOK, hottok: HOTTOK });
    expect(hotmartNotifications.read(request, { hottok: HOTTOK }, RECEIVED)).toEqual(read(WEBHOOK));
  });

  it.each(['PURCHASE_OUT_OF_SHOPPING_CART', 'SUBSCRIPTION_CANCELLATION', 'CLUB_FIRST_ACCESS'])(
    'moves no money as %s',
    (event) => {
      expect(read({ ...WEBHOOK, event }).kind).toBe('ignored');
    },
  );

  it.each(['', 'inventedhottok0002', 'INVENTEDHOTTOK0001'])('is refused with the token "%s"', (hottok) => {
    expect(() => read(WEBHOOK, hottok)).toThrow(NotificationRefused);
  });

  it('is refused while no token is known, even without one', () => {
    const request = postedJson(WEBHOOK);
    expect(() => hotmartNotifications.read(request, {}, RECEIVED)).toThrow(NotificationRefused);
    expect(() => hotmartNotifications.read(request, { hottok: '' }, RECEIVED)).toThrow(NotificationRefused);
  });

  it.each([undefined, null, '', 'yesterday', 1_773_512_561])(
    'is set aside with the order date %p',
    (date) => {
      const told = read(withPurchase({ order_date: date }));
      expect(told).toMatchObject({
        kind: 'unreadable',
        reason: expect.stringContaining('order_date') as string,
        row: { transaction: 'HP40213587719604', event: 'PURCHASE_REFUNDED' },
      });
      expect(JSON.stringify(told)).not.toMatch(/marta|Marta|000000"/);
    },
  );

  it('answers the check of the address', () => {
    expect(hotmartNotifications.read(asked(''), {}, RECEIVED).kind).toBe('ignored');
  });
});
