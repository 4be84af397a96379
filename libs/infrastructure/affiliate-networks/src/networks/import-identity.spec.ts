import { join } from 'node:path';
import type { ImportedOrder, Sale } from '@tributary/domain';
import { readContractFixture } from '../kit/testing/contract-fixture';
import { NETWORKS } from './in-order';

/** The columns that a file would have for a sale or reversal that the API gave these keys. */
type ColumnsOf = (keys: {
  readonly id: string;
  readonly linkKey: string;
  readonly product: string | null;
}) => Partial<ImportedOrder>;

const clickcrm: ColumnsOf = ({ id, product }) => {
  const [first = '', second] = id.split(':');
  const isNumber = second !== undefined && /^\d+$/.test(second);
  return isNumber
    ? { vendorAccount: first, orderId: second, productId: product }
    : { orderId: first, productId: second ?? product };
};

const COLUMNS: Readonly<Record<string, ColumnsOf>> = {
  clickbank: ({ id }) => {
    const [party = '', orderId = '', type, line = ''] = id.split(':');
    return { party: party === 'VENDOR' ? 'vendor' : 'affiliate', orderId, line, isRebill: type === 'BILL' };
  },
  digistore24: ({ id, linkKey }) => {
    const [orderNumber = '', line = ''] = linkKey.split(':');
    return { orderId: id, orderNumber, line: line === '0' ? null : line };
  },
  hotmart: ({ id }) => ({ orderId: id.split(':')[0] ?? '' }),
  jvzoo: ({ id }) => {
    const [party = '', orderId = ''] = id.split(':');
    return { party: party === 'vendor' ? 'vendor' : 'affiliate', orderId };
  },
  buygoods: clickcrm,
  maxweb: clickcrm,
};

const NO_COLUMNS: ImportedOrder = {
  orderId: '',
  orderNumber: null,
  line: null,
  party: null,
  vendorAccount: null,
  productId: null,
  isRebill: false,
};

describe.each(NETWORKS.map((network) => [network.name, network] as const))('a file of %s', (_, network) => {
  const identity = network.importIdentity;
  const folder = join(import.meta.dirname, network.id);
  const { sales, reversals } = readContractFixture(folder).expected;
  const productOf = new Map(sales.map((sale) => [sale.linkKey, sale.productId]));
  const order = (id: string, row: Pick<Sale, 'linkKey'>): ImportedOrder => {
    const product = productOf.get(row.linkKey) ?? null;
    return { ...NO_COLUMNS, ...COLUMNS[network.id]?.({ id, linkKey: row.linkKey, product }) };
  };

  it('gives sales the keys that the API gives them', () => {
    expect(sales.length).toBeGreaterThan(0);
    // The API numbers the same item that is twice under one receipt; rows of a file that are the same are one.
    for (const sale of sales.filter((one) => !one.externalOrderId.endsWith(':2'))) {
      const { externalOrderId, linkKey } = sale;
      expect(identity?.saleKeys(order(externalOrderId, sale))).toEqual({ externalOrderId, linkKey });
    }
  });

  it('gives reversals the keys that the API gives them', () => {
    for (const reversal of reversals.filter(({ kind }) => kind !== 'void')) {
      const { externalReversalId: id, kind, linkKey } = reversal;
      const at = reversal.reversedAt === null ? null : new Date(reversal.reversedAt);
      const isOwnRow = identity?.refundRows === 'own-row' || /:\d{4}-\d{2}-\d{2}T/.test(id);
      const columns = order(id, reversal);
      expect(identity?.reversalKey(columns, { kind, at, isOwnRow })).toBe(id);
      expect(identity?.saleKeys(columns).linkKey).toBe(linkKey);
    }
  });

  it('needs the columns without which the key would be another one', () => {
    const [sale] = sales;
    if (!sale || !identity) throw new Error('There is no sale to try');
    const whole = order(sale.externalOrderId, sale);
    for (const field of identity.needs) {
      const without = { ...whole, [field]: null };
      expect(identity.saleKeys(without)).not.toEqual(identity.saleKeys(whole));
    }
  });
});
