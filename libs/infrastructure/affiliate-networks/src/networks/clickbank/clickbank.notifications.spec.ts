import { NotificationRefused } from '@tributary/ports';
import { asked, fixtureText, postedForm, postedJson } from '../../kit/testing/notification-request';
import { clickbankNotifications } from './clickbank.notifications';

interface Envelope {
  readonly notification: string;
  readonly iv: string;
}

/** Encrypted by OpenSSL, not by this code. */
const INS = JSON.parse(fixtureText(import.meta.dirname, 'ins.json')) as Readonly<
  Record<'sale' | 'saleSecondAttempt' | 'refund' | 'cancelRebill' | 'testUrl', Envelope>
>;
const SECRET = 'ACMESECRET16KEY0';
const RECEIVED = new Date('2026-03-14T18:23:00Z');

const read = (envelope: unknown, secretKey = SECRET) =>
  clickbankNotifications.read(postedJson(envelope), { secretKey }, RECEIVED);

describe('ClickBank’s instant notification', () => {
  it('is a hint to read the hour of the transaction again', () => {
    expect(read(INS.sale)).toEqual({
      kind: 'hint',
      meaning: '["9XKQ4T7B","SALE","20260314T112241-0700"]',
      periods: [{ from: new Date('2026-03-14T17:22:41Z'), to: new Date('2026-03-14T19:22:41Z') }],
    });
    expect(read(INS.refund)).toMatchObject({ periods: [{ from: new Date('2026-03-20T15:00:00Z') }] });
  });

  it('means the same when it is tried again, and something else when it is refunded', () => {
    expect(INS.saleSecondAttempt.notification).not.toBe(INS.sale.notification);
    expect(read(INS.saleSecondAttempt)).toEqual(read(INS.sale));
    expect(read(INS.refund).meaning).not.toBe(read(INS.sale).meaning);
  });

  it('may come as a form', () => {
    const form = new URLSearchParams({ ...INS.sale }).toString();
    const request = postedForm(form);
    expect(clickbankNotifications.read(request, { secretKey: SECRET }, RECEIVED)).toEqual(read(INS.sale));
  });

  it.each(['cancelRebill', 'testUrl'] as const)('moves no money as %s', (name) => {
    expect(read(INS[name]).kind).toBe('ignored');
  });

  it.each<[string, unknown, string]>([
    ['another secret key', INS.sale, 'ACMESECRET16KEY1'],
    ['no secret key', INS.sale, ''],
    ['another start of encryption', { ...INS.sale, iv: INS.refund.iv }, SECRET],
    ['a start of the wrong length', { ...INS.sale, iv: 'AAAA' }, SECRET],
    ['half of it', { ...INS.sale, notification: INS.sale.notification.slice(0, 64) }, SECRET],
    ['a text that is none', { ...INS.sale, notification: '%%%' }, SECRET],
    ['plain JSON', { receipt: '9XKQ4T7B', transactionType: 'SALE' }, SECRET],
    ['nothing', null, SECRET],
  ])('is refused with %s', (_, envelope, secretKey) => {
    expect(() => read(envelope, secretKey)).toThrow(NotificationRefused);
  });

  it('answers the check of the address', () => {
    expect(clickbankNotifications.read(asked(''), {}, RECEIVED).kind).toBe('ignored');
  });
});
