import { asked } from '../../kit/testing/notification-request';
import { normalizeMaxWeb } from './maxweb.mapper';
import { maxwebNotifications } from './maxweb.notifications';

const RECEIVED = new Date('2026-03-14T18:22:41Z');

function read(query: string) {
  return maxwebNotifications.read(asked(query), {}, RECEIVED);
}

describe('MaxWeb’s postback', () => {
  it('books what its own addresses send, under the id that a row report without vendor would give', () => {
    const [purchase] = maxwebNotifications.description.addresses;
    const filled = (purchase?.query ?? '')
      .replace('{ORDERID}', '90011')
      .replace('{COMMISSION_AMOUNT}', '98.00')
      .replace('{PRODUCT_CODENAME}', 'glow');
    const told = read(filled);
    const row = told.kind === 'booking' ? told.rows[0] : undefined;
    expect(normalizeMaxWeb(row ?? {}).sales).toMatchObject([
      { externalOrderId: '90011:glow', commission: '98.00', amount: null, saleDate: RECEIVED },
    ]);
  });

  it('books nothing for a visit of the checkout', () => {
    expect(read('event=checkout&orderid=90011&product=glow').kind).toBe('ignored');
  });

  it('names itself in what it cannot read', () => {
    const told = read('event=sale&orderid=90011&commission=1,5&product=glow');
    const row = told.kind === 'booking' ? told.rows[0] : undefined;
    expect(() => normalizeMaxWeb(row ?? {})).toThrow(/^MaxWeb sent a row whose .*commission/);
  });
});
