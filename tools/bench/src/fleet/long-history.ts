import { currency, networkId, type Sale, type SyncWindow } from '@tributary/domain';
import {
  type CredentialCheck,
  type Credentials,
  NetworkCatalog,
  type NetworkDescription,
  NetworkGateway,
  type NormalizedRow,
  type RawPage,
  type RawRow,
} from '@tributary/ports';

const PAGE_ROWS = 500;
const USD = currency('USD');
const NOTHING = { reversals: [], dailyTotals: [], neverPaid: [], reversalsAreComplete: false };

/** A network that tells a history of any length as fast as it is stored, and keeps nothing of it. */
class LongHistory extends NetworkGateway {
  constructor(
    private readonly rows: number,
    private readonly onPage: (told: number) => void,
  ) {
    super();
  }

  async *fetchSales(_: Credentials, window: SyncWindow): AsyncGenerator<RawPage> {
    const span = window.to.getTime() - window.from.getTime();
    for (let first = 0; first < this.rows; first += PAGE_ROWS) {
      await Promise.resolve();
      const count = Math.min(PAGE_ROWS, this.rows - first);
      const rows = Array.from({ length: count }, (_row, index) => {
        const at = new Date(window.from.getTime() + Math.floor((span * (first + index)) / this.rows));
        return { order: `L${first + index}`, at: at.toISOString() };
      });
      this.onPage(first + count);
      yield { rows, origin: `rows from ${first}` };
    }
  }

  normalizeSale({ order, at }: RawRow): NormalizedRow {
    const externalOrderId = String(order);
    const sale: Sale = {
      ...{ externalOrderId, orderNumber: externalOrderId, linkKey: externalOrderId },
      state: 'completed',
      ...{ amount: '47.00', currency: USD, commission: '23.50' },
      ...{ commissionCurrency: USD, productId: 'p', productName: 'Product', customerEmail: null },
      ...{ saleDate: new Date(String(at)), isRebill: false },
    };
    return { sales: [sale], ...NOTHING };
  }

  validateCredentials(): Promise<CredentialCheck> {
    return Promise.reject(new Error('Nobody connects here'));
  }
}

/** A catalog of this one network. */
export class LongHistoryNetworks extends NetworkCatalog {
  private readonly history: LongHistory;

  constructor(rows: number, onPage: (told: number) => void) {
    super();
    this.history = new LongHistory(rows, onPage);
  }

  list(): readonly NetworkDescription[] {
    return [DESCRIPTION];
  }

  find(): NetworkDescription {
    return DESCRIPTION;
  }

  gateway(): NetworkGateway {
    return this.history;
  }

  notifications(): null {
    return null;
  }
}

const DESCRIPTION: NetworkDescription = {
  ...{ id: networkId('jvzoo'), name: 'Long history', monogram: 'LH', credentialFields: [], keySteps: [] },
  ...{ timeZone: 'UTC', reread: { sliceDays: 4_000, hotDays: 3, warmDays: 30, coldDays: 90 } },
  ...{ reversals: 'separate-rows', reportsVisits: false, ownTotals: null, limitations: [] },
};
