import { networkId } from '@tributary/domain';
import type { RawRow } from '@tributary/ports';
import { StandingClock } from '../kit/testing/replay-harness';
import { RegisteredNetworks } from '../registered-networks';

const NETWORKS = new RegisteredNetworks({
  http: { send: () => Promise.reject(new Error('not asked')) },
  clock: new StandingClock(new Date('2026-03-14T12:00:00Z')),
  environment: {},
});

const CLICKBANK = {
  ...{ receipt: '9XKQ4T7B', role: 'VENDOR', transactionType: 'SALE', transactionTime: 'a time that is none' },
  lineItemData: { itemNo: '7', customerAmount: '1,5' },
};
const DIGISTORE = (transaction: object) => ({ zone: 'Europe/Berlin', role: 'vendor', transaction });
const CONVERSION = { order_id: '118204', product_codename: 'nc6', aff_commission: '1,5' };
const clickcrm = (kind: string, row: object) => ({ kind, zone: 'America/New_York', currency: 'USD', row });

describe('a row that cannot be read', () => {
  it.each<[string, string, RawRow, string | null]>([
    ['clickbank', 'a sale', CLICKBANK, 'VENDOR:9XKQ4T7B:SALE:7'],
    ['clickbank', 'a refund, whose key holds its time', { ...CLICKBANK, transactionType: 'RFND' }, null],
    ['clickbank', 'an unknown type', { ...CLICKBANK, transactionType: 'NEW' }, null],
    ['clickbank', 'no receipt', { ...CLICKBANK, receipt: { '@nil': 'true' } }, null],
    [
      'digistore24',
      'no currency',
      DIGISTORE({ transaction_id: 48213377, purchase_id: 'K7QX2M9P' }),
      '48213377',
    ],
    [
      'digistore24',
      'an order in place of a movement',
      DIGISTORE({ id: 'K7QX2M9P', purchase_id: 'K7QX2M9P' }),
      null,
    ],
    [
      'hotmart',
      'an unknown status',
      { history: { purchase: { transaction: 'HP40', status: 'NEW' } } },
      'HP40',
    ],
    ['hotmart', 'no transaction', { history: { purchase: { status: 'NEW' } } }, null],
    [
      'jvzoo',
      'no date',
      { version: '2.0', side: 'affiliate', row: { transaction_id: 'AP-7' } },
      'affiliate:AP-7',
    ],
    ['jvzoo', 'no id', { version: '2.0', side: 'affiliate', row: { date: 'x' } }, null],
    ['buygoods', 'a sale', clickcrm('conversion', { ...CONVERSION, action_type: 'neworder' }), '118204:nc6'],
    [
      'buygoods',
      'a refund, whose key holds its time',
      clickcrm('conversion', { ...CONVERSION, action_type: 'refund' }),
      null,
    ],
    ['buygoods', 'an unknown event', clickcrm('conversion', { ...CONVERSION, action_type: 'new' }), null],
    [
      'buygoods',
      'an order in its final state',
      clickcrm('conversion', { ...CONVERSION, was_refunded: '1' }),
      '118204:nc6',
    ],
    [
      'buygoods',
      "a vendor's order",
      clickcrm('vendor-order', { account_id: '10421', order_id: '118204' }),
      '10421:118204',
    ],
    [
      'buygoods',
      'a day',
      { kind: 'day', zone: 'America/New_York', currency: 'USD', rows: [{ date: 'x' }] },
      null,
    ],
    ['maxweb', 'a sale', clickcrm('conversion', { ...CONVERSION, event: 'Purchase' }), '118204:nc6'],
  ])('of %s, %s, is known by its ids alone, or not at all', (network, _, raw, id) => {
    expect(NETWORKS.gateway(networkId(network)).identifyRow(raw)).toBe(id);
  });
});
