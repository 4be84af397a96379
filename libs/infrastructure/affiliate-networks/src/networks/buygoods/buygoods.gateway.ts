import type { SyncWindow } from '@tributary/domain';
import {
  type CredentialCheck,
  type Credentials,
  NetworkGateway,
  type NormalizedRow,
  type RawPage,
  type RawRow,
} from '@tributary/ports';
import type { NetworkContext, NetworkEndpoint } from '../../kit/affiliate-network';
import { AffiliateSales } from '../../kit/clickcrm/affiliate-sales';
import { type ConnectionForm, readConnection } from '../../kit/clickcrm/connection';
import { identifyRow } from '../../kit/clickcrm/row-identity';
import { rowsAddress } from '../../kit/clickcrm/rows-address';
import { normalizeBuyGoods, NETWORK_NAME } from './buygoods.mapper';
import { AFFILIATE_COLUMNS, VENDOR_COLUMNS } from './buygoods.schema';
import { VendorOrders } from './vendor-orders.gateway';

const REPORTS = 'https://api.clickcrm.com/affiliates/v1';

export type BuyGoodsEndpoint = 'reports' | 'rows' | 'vendorOrders';

export const BUYGOODS_ENDPOINTS: Readonly<Record<BuyGoodsEndpoint, NetworkEndpoint>> = {
  reports: { environmentVariable: 'BUYGOODS_BASE_URL', defaultUrl: REPORTS },
  /** Follows `reports` while it is not overridden itself. */
  rows: { environmentVariable: 'BUYGOODS_ROWS_URL', defaultUrl: `${REPORTS}/commissions` },
  /** Not published. The reserved name resolves nowhere: it stands for "switched off". */
  vendorOrders: {
    environmentVariable: 'BUYGOODS_VENDOR_ORDERS_URL',
    defaultUrl: 'https://vendor-orders.buygoods.invalid/orders',
  },
};

export const BUYGOODS_FORM: ConnectionForm = {
  networkName: NETWORK_NAME,
  accountField: 'accountId',
  accountLabel: 'Account ID',
};

/** BuyGoods for its two roles: an affiliate's commissions and days, a vendor's orders. */
export class BuyGoodsGateway extends NetworkGateway {
  private readonly affiliate: AffiliateSales;
  private readonly vendor: VendorOrders;

  constructor({ http, clock, endpoints }: NetworkContext<BuyGoodsEndpoint>) {
    super();
    const access = { http, clock, networkName: NETWORK_NAME };
    this.affiliate = new AffiliateSales(access, {
      base: endpoints.reports,
      rows: rowsAddress(endpoints, BUYGOODS_ENDPOINTS),
      columns: AFFILIATE_COLUMNS,
    });
    this.vendor = new VendorOrders(access, endpoints.vendorOrders);
  }

  override async *fetchSales(
    credentials: Credentials,
    window: SyncWindow,
    signal?: AbortSignal,
  ): AsyncIterable<RawPage> {
    yield* this.roleOf(credentials).pages(readConnection(credentials, BUYGOODS_FORM), window, signal);
  }

  override normalizeSale(raw: RawRow): NormalizedRow {
    return normalizeBuyGoods(raw);
  }

  override identifyRow(raw: RawRow): string | null {
    return identifyRow(raw, raw.kind === 'vendor-order' ? VENDOR_COLUMNS : AFFILIATE_COLUMNS);
  }

  override async validateCredentials(
    credentials: Credentials,
    signal?: AbortSignal,
  ): Promise<CredentialCheck> {
    return this.roleOf(credentials).check(readConnection(credentials, BUYGOODS_FORM), signal);
  }

  private roleOf(credentials: Credentials): AffiliateSales | VendorOrders {
    return credentials.role === 'vendor' ? this.vendor : this.affiliate;
  }
}
