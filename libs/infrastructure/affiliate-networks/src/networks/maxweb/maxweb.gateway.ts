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
import { NETWORK_NAME, normalizeMaxWeb } from './maxweb.mapper';
import { MAXWEB_COLUMNS } from './maxweb.schema';

/** Same host as BuyGoods, another version: the version belongs to the network. */
const REPORTS = 'https://api.clickcrm.com/affiliates/v2';

export type MaxWebEndpoint = 'reports' | 'rows';

export const MAXWEB_ENDPOINTS: Readonly<Record<MaxWebEndpoint, NetworkEndpoint>> = {
  reports: { environmentVariable: 'MAXWEB_BASE_URL', defaultUrl: REPORTS },
  /** An assumption: version 1 has this report, nobody has shown it in version 2. Follows `reports` while not overridden. */
  rows: { environmentVariable: 'MAXWEB_ROWS_URL', defaultUrl: `${REPORTS}/commissions` },
};

export const MAXWEB_FORM: ConnectionForm = {
  networkName: NETWORK_NAME,
  accountField: 'affiliateId',
  accountLabel: 'Affiliate ID',
};

/** MaxWeb's affiliate reports. */
export class MaxWebGateway extends NetworkGateway {
  private readonly sales: AffiliateSales;

  constructor({ http, clock, endpoints }: NetworkContext<MaxWebEndpoint>) {
    super();
    this.sales = new AffiliateSales(
      { http, clock, networkName: NETWORK_NAME },
      { base: endpoints.reports, rows: rowsAddress(endpoints, MAXWEB_ENDPOINTS), columns: MAXWEB_COLUMNS },
    );
  }

  override async *fetchSales(
    credentials: Credentials,
    window: SyncWindow,
    signal?: AbortSignal,
  ): AsyncIterable<RawPage> {
    yield* this.sales.pages(readConnection(credentials, MAXWEB_FORM), window, signal);
  }

  override normalizeSale(raw: RawRow): NormalizedRow {
    return normalizeMaxWeb(raw);
  }

  override identifyRow(raw: RawRow): string | null {
    return identifyRow(raw, MAXWEB_COLUMNS);
  }

  override async validateCredentials(
    credentials: Credentials,
    signal?: AbortSignal,
  ): Promise<CredentialCheck> {
    return this.sales.check(readConnection(credentials, MAXWEB_FORM), signal);
  }
}
